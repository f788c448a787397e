//! `duecare diff`.

use super::dates::today;
use super::fault::Fault;
use super::open;
use super::options::{Format, OutputOptions, RecordsOptions, RulesOptions};
use super::records;
use super::screen::{self, remark, width};
use crate::calendar::{Day, to_iso, to_long};
use crate::judge::Attribution;
use crate::record::{Caseload, Change};
use crate::report::{ListRow, plain_table, row_json, write_csv_lines};
use crate::service::{Comparison, Difference, Terms, Turn, compare};
use crate::text::{grouped, many};
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Which extracts.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare diff last-week this-week --as-at 2021-03-31\n  duecare diff last-week this-week --from ssd --format json\n\nBoth are judged as at the same day, so that what differs comes of the records and not of time going by."
)]
pub(super) struct DiffArgs {
    /// The older extract
    old: PathBuf,
    /// The newer extract of the same source
    new: PathBuf,
    /// What they are, as for `duecare run`
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    from: String,
    /// Judge both as at the close of this day [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::dates::parse_day)]
    as_at: Option<Day>,
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    output: OutputOptions,
}

pub(super) fn diff(args: &DiffArgs) -> Result<(), Fault> {
    let opened = open::rules(&args.rules)?;
    let as_at = args.as_at.unwrap_or_else(today);
    let load = |path: &PathBuf| {
        let options = RecordsOptions {
            records: vec![path.clone()],
            from: vec![args.from.clone()],
            ..RecordsOptions::default()
        };
        records::loaded(&options, opened.codes(), &opened.rules.set)
    };
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let (before, now) = (&old.report.source, &new.report.source);
    if before != now {
        // Everything that only one format can hold would seem added or withdrawn.
        return Err(Fault::with_help(
            format!("the two are not of one source: {before} and {now}"),
            "name two extracts of one source; `duecare import --records ONE --records OTHER` says where two sources differ",
        ));
    }
    for report in [&old.report, &new.report] {
        super::run::told(report, false);
    }
    let mut attribution = Attribution::new(&new.caseload.vocabulary);
    if let Some(a) = &mut attribution {
        a.roles = opened.roles();
    }
    let terms =
        Terms { rules: &opened.rules, calendar: &opened.calendar, attribution: attribution.as_ref(), as_at };
    let found = compare(&terms, &old.caseload, &new.caseload);
    let kinds = by_kind(&found.changes, &new.caseload);
    let output = args.output.output.as_deref();
    let mut out = screen::open(output)?;
    match args.output.format {
        Format::Table => {
            write!(out, "{}", page(&found, &kinds, as_at, width(output)))?;
        }
        Format::Csv => {
            let heads = HEADS.map(|h| if h == "was due" { "was_due" } else { h });
            write_csv_lines(&mut out, &heads, found.differences.iter().map(|d| line(d, to_iso)))?;
        }
        Format::Json => writeln!(out, "{:#}", as_json(&found, &kinds, as_at))?,
        Format::Ndjson => {
            for d in &found.differences {
                writeln!(out, "{}", item(d))?;
            }
        }
    }
    out.flush()?;
    if !found.not_compared.is_empty() {
        let list = found.not_compared.join(", ");
        remark(&format!("not compared, because only one of the two can answer them: {list}"));
    }
    Ok(())
}

/// Records added, changed and withdrawn, by kind.
fn by_kind<'c>(changes: &[Change], caseload: &'c Caseload) -> BTreeMap<&'c str, [u64; 3]> {
    let mut kinds: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for change in changes {
        let Some(row) = change.now.or(change.before) else { continue };
        let [added, changed, withdrawn] = kinds.entry(caseload.vocabulary.name(row.kind)).or_default();
        match (change.before, change.now) {
            (None, _) => *added += 1,
            (_, None) => *withdrawn += 1,
            _ => *changed += 1,
        }
    }
    kinds
}

fn page(found: &Comparison, kinds: &BTreeMap<&str, [u64; 3]>, as_at: Day, width: Option<u16>) -> String {
    if kinds.is_empty() {
        return "nothing differs\n".to_owned();
    }
    let counts = kinds
        .iter()
        .map(|(kind, n)| std::iter::once((*kind).to_owned()).chain(n.map(grouped)).collect::<Vec<String>>());
    let mut out = plain_table(&["records", "added", "changed", "withdrawn"], &[1, 2, 3], counts, width);
    let judged = many(found.judged as u64, "subject");
    out += &format!("\n\n{judged} judged again as at {}\n", to_long(as_at));
    let turns = by_turn(found).map(|(turn, n)| format!("{} {}", grouped(n), words(turn)));
    out += &format!("{}, {} opened again\n", turns.join(", "), found.reopened.len());
    if !found.differences.is_empty() {
        let other = found.differences.iter().any(|d| shown(d).is_some_and(|r| r.subject.is_some()));
        let heads = HEADS.get(..HEADS.len() - usize::from(!other)).unwrap_or(&HEADS);
        let rows = found.differences.iter().map(|d| line(d, to_long).into_iter().take(heads.len()).collect());
        out += &format!("\n{}\n", plain_table(heads, &[], rows, width));
    }
    if !found.reopened.is_empty() {
        let rows = found
            .reopened
            .iter()
            .map(|r| vec![r.kind.clone(), r.of.clone(), to_long(r.ended), to_long(r.began)]);
        out += &format!("\n{}\n", plain_table(&["opened again", "of", "ended", "began"], &[], rows, width));
    }
    out
}

/// How many there are of each turn.
fn by_turn(found: &Comparison) -> [(Turn, u64); 5] {
    Turn::ALL.map(|turn| (turn, found.differences.iter().filter(|d| d.turn == turn).count() as u64))
}

/// A turn in a sentence.
fn words(turn: Turn) -> &'static str {
    match turn {
        Turn::New => "new",
        Turn::Changed => "changed",
        Turn::Cleared => "cleared",
        Turn::Moved => "due on another day",
        Turn::Gone => "gone",
    }
}

const HEADS: [&str; 11] =
    ["turn", "child", "standard", "was", "is", "was due", "due", "team", "worker", "because", "subject"];

fn line(d: &Difference, day: fn(Day) -> String) -> Vec<String> {
    let text = |of: &dyn Fn(&ListRow) -> Option<String>| shown(d).and_then(of).unwrap_or_default();
    let verdict = |row: &Option<ListRow>| row.as_ref().map_or("", |r| r.verdict).to_owned();
    let due = |row: &Option<ListRow>| row.as_ref().and_then(|r| r.due).map(day).unwrap_or_default();
    vec![
        d.turn.word().to_owned(),
        text(&|r| r.child.clone()),
        text(&|r| Some(r.standard.clone())),
        verdict(&d.before),
        verdict(&d.now),
        due(&d.before),
        due(&d.now),
        text(&|r| r.team.clone()),
        text(&|r| r.worker.clone()),
        because(d),
        text(&|r| r.subject.clone()),
    ]
}

/// The obligation as it is, else as it was.
fn shown(d: &Difference) -> Option<&ListRow> {
    d.now.as_ref().or(d.before.as_ref())
}

fn because(d: &Difference) -> String {
    d.because.iter().map(crate::service::Because::words).collect::<Vec<_>>().join("; ")
}

fn item(d: &Difference) -> Value {
    let row = |r: &Option<ListRow>| r.as_ref().map_or(Value::Null, row_json);
    let reasons = d.because.iter().map(|b| {
        let fields = match &b.what {
            crate::service::What::Changed(fields) => fields.clone(),
            _ => Vec::new(),
        };
        let (file, number) = b.place.clone().unzip();
        json!({ "kind": b.kind, "id": b.id, "what": b.what.word(), "fields": fields, "file": file, "row": number })
    });
    json!({
        "turn": d.turn.word(),
        "before": row(&d.before),
        "now": row(&d.now),
        "because": reasons.collect::<Vec<_>>(),
    })
}

fn as_json(found: &Comparison, kinds: &BTreeMap<&str, [u64; 3]>, as_at: Day) -> Value {
    let records = kinds.iter().map(|(kind, [added, changed, withdrawn])| {
        json!({ "kind": kind, "added": added, "changed": changed, "withdrawn": withdrawn })
    });
    json!({
        "as_at": to_iso(as_at),
        "records": records.collect::<Vec<_>>(),
        "judged": found.judged,
        "not_compared": found.not_compared,
        "turns": by_turn(found).into_iter().map(|(t, n)| (t.word().to_owned(), json!(n))).collect::<serde_json::Map<_, _>>(),
        "opened_again": found.reopened.iter().map(|r| {
            json!({ "kind": r.kind, "of": r.of, "ended": to_iso(r.ended), "began": to_iso(r.began) })
        }).collect::<Vec<_>>(),
        "items": found.differences.iter().map(item).collect::<Vec<_>>(),
    })
}
