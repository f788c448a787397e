//! Files as people send them: several slips at once, line ends and tabs of any editor, very long ones, broken ones.

use super::load;
use super::robust::{script, shipped};
use duecare::lang::load_rules;
use duecare::text::{Style, render, render_all};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const SEVEN: &str = r#"standard misspelt "Children are visited"
  for each plan
  must have a visit wihtin 5 days of the start
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect due

standard other-unit "Children are visited"
  for each plan
  must have a visit within 72 hours of the start
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect due

standard no-such-field "Children are seen"
  for each plan
  must have a visit where sen is yes within 5 days of the start
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect due

standard looser "Children are visited"
  setting interval is 8 weeks, at most 6 weeks
  for each plan
  must have a visit every interval
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect due

standard no-quote "Children are visited
  for each plan
  must have a visit within 5 days of the start
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect due

standard hen "One waits for the other"
  for each breach of egg
  must have a visit within 5 days of the date
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect no cases

standard egg "The other waits for the one"
  for each breach of hen
  must have a visit within 5 days of the date
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect no cases

standard never-there "Younger children are seen more often"
  for each plan
  must have a visit every 6 weeks where age is under 5, 2 weeks where age is under 2, 12 weeks otherwise
  example "one" given plan from 5 January 2026 as at 6 January 2026 expect due
"#;

#[test]
fn seven_slips_in_one_file_are_told_in_one_pass_each_with_its_line_and_what_to_do() {
    let loaded = load("seven.care", SEVEN);
    assert!(loaded.rules.is_none());
    let place = |code: &str| {
        let d = loaded.diagnostics.list.iter().find(|d| d.code == code).unwrap_or_else(|| panic!("{code}"));
        assert!(d.help.as_ref().is_some_and(|h| !h.is_empty()), "{code}");
        let span = d.span.unwrap();
        let source = loaded.sources.get(span.source).unwrap();
        (source.position(span.start).line, source.slice(span).to_owned())
    };
    let told = [
        ("misspelt-word", 3, "wihtin"),
        ("unknown-unit", 8, "hours"),
        ("unknown-field", 13, "sen"),
        ("outside-bound", 17, "8 weeks"),
        ("open-quote", 22, "\""),
        ("circle", 33, "breach of hen"),
        ("unreachable-arm", 39, "age is under 2"),
    ];
    for (code, line, words) in told {
        assert_eq!(place(code), (line, words.to_owned()), "{code}");
    }
    let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let codes: BTreeSet<&str> = loaded.diagnostics.list.iter().map(|d| d.code).collect();
    assert_eq!(codes.len(), told.len(), "something else is told too\n{said}");
}

#[test]
fn line_ends_tabs_marks_at_the_start_and_letters_of_any_kind_leave_the_columns_right() {
    let text = "\u{feff}standrad s \"Zoë’s übersicht – 表\"\r\n\tsource \"Café\", \"naïve\" -- größer\r\n\tfor each plan\r\n\tmust have a visit where\tsen is yes within 5 days of the start\r\n\texample \"ß\"\r\n\t\tgiven plan from 5 January 2026\r\n\t\tas at 6 January 2026 expect due\r\n";
    let loaded = load("windows.care", text);
    let places: Vec<String> = loaded
        .diagnostics
        .list
        .iter()
        .map(|d| {
            let said = render(&loaded.sources, d, Style::Plain);
            let lines: Vec<&str> = said.lines().collect();
            // The underline stands below the words, whatever the editor's width of a tab.
            let under = lines[3].split_once('|').unwrap().1;
            let shown = lines[2].split_once('|').unwrap().1;
            let words: String = shown
                .chars()
                .zip(under.chars())
                .filter(|(_, mark)| *mark == '^')
                .map(|(letter, _)| letter)
                .collect();
            format!("{} {words}", lines[0].split(": ").next().unwrap())
        })
        .collect();
    assert_eq!(places, ["windows.care:1:1 standrad", "windows.care:4:26 sen"]);
}

#[test]
fn a_name_with_an_accent_is_told_by_its_place() {
    let loaded = load("accent.care", "event prénom of child\n");
    let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    assert!(said.starts_with("accent.care:1:7: error"), "{said}");
    assert!(said.contains("names are written with the letters a to z, without accents"), "{said}");
}

/// A file of ten thousand lines, each standard with `slip` in it.
fn long(slip: &str) -> String {
    let one = |i: usize| {
        format!(
            "standard s{i} \"Children are visited\"\n  source \"us\"\n  for each plan\n  must have a visit where seen is yes\n    {slip} 5 days of the start\n    then every 4 weeks until the end\n  example \"one\"\n    given plan from 5 January 2026\n    as at 6 January 2026 expect due\n\n"
        )
    };
    (0..1000).map(one).collect()
}

#[test]
fn ten_thousand_lines_are_read_at_once_with_slips_and_without() {
    let start = Instant::now();
    let good = load("long.care", &long("within"));
    assert!(good.rules.is_some_and(|r| r.standards.len() == 1000));
    let bad = load("long.care", &long("wihtin"));
    assert!(bad.diagnostics.counts().0 >= 1000, "{:?}", bad.diagnostics.counts());
    // Far more than it takes: what is not linear takes minutes.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

/// A rule with a few bytes broken; what is no UTF-8 is shown as a program would that reads it all the same.
fn broken(rule: &str, below: &mut impl FnMut(usize) -> usize) -> String {
    let mut bytes = rule.as_bytes().to_vec();
    for _ in 0..=below(4) {
        let at = below(bytes.len());
        match below(5) {
            0 if bytes.len() > 1 => drop(bytes.remove(at)),
            1 => bytes.insert(at, below(256) as u8),
            2 => bytes[at] ^= 1 << below(8),
            3 => bytes.truncate(at.max(1)),
            _ => bytes[at] = below(256) as u8,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn broken_bytes_in_shipped_rules_are_refused_or_understood_and_never_loop() {
    let mut dice = 0x5eed_u64;
    let mut below = |n: usize| {
        // splitmix64: the same bytes on every machine.
        dice = dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (dice ^ (dice >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % n
    };
    let files = shipped();
    let vocabulary = files.iter().find(|f| f.0.ends_with("vocabulary.care")).unwrap();
    let rules: Vec<&str> = files.iter().flat_map(|f| f.1.split("\n\n")).collect();
    for round in 0..20 {
        let mut set = vec![vocabulary.clone()];
        for i in 0..10 {
            let rule = rules[below(rules.len())];
            set.push((format!("{round}-{i}.care"), broken(rule, &mut below)));
        }
        let start = Instant::now();
        let loaded = load_rules(&set, &script, None);
        assert!(loaded.rules.is_some() || loaded.diagnostics.has_errors());
        render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}\n{set:?}", start.elapsed());
    }
}

#[test]
fn a_file_in_another_encoding_is_refused_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latin.care");
    std::fs::write(&path, b"-- caf\xe9\n").unwrap();
    let mut files = duecare::service::RuleFiles::default();
    let said = files.add_file(&path).unwrap_err().to_string();
    assert!(
        said.ends_with("this file is not in UTF-8: save it as plain text with the encoding UTF-8"),
        "{said}"
    );
}
