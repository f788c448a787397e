//! Layouts: those that are carried fit the rules, and a slip is told with its place.

use crate::made::layout;
use duecare::demo::Profile;
use duecare::lang::load_rules;
use duecare::measure::Comparators;
use duecare::paper::Layout;
use duecare::service::{RuleFiles, comparators};
use duecare::text::Sources;

#[test]
fn every_layout_that_is_carried_fits_the_rules_and_its_profile() {
    let files = RuleFiles::carried();
    let set = load_rules(&files.care, &|name| files.other(name), None).rules.unwrap();
    let (groups, faults) = comparators(&files, None, &set, &mut Sources::default());
    assert!(faults.list.is_empty(), "{:?}", faults.list);
    let layouts: Vec<Layout> = files
        .layouts()
        .map(|(name, text)| Layout::parse(name, text, &set, &groups).unwrap_or_else(|e| panic!("{e}")))
        .collect();
    let names: Vec<&str> = files.layouts().map(|(name, _)| name).collect();
    for (layout, name) in layouts.iter().zip(&names) {
        assert_eq!(layout.name, *name, "a layout is called as its file");
        let profile = Profile::named(name).unwrap();
        let printed = layout.sections.iter().flat_map(|s| &s.blocks).flat_map(|b| &b.rows);
        for id in printed.filter_map(|row| row.printed.as_ref()) {
            assert!(profile.figures.iter().any(|f| f.id == *id), "{name}: no figure `{id}` is printed");
        }
    }
    let of_a_report = Profile::names().filter(|n| Profile::named(n).unwrap().report.is_some());
    for profile in of_a_report {
        assert!(names.contains(&profile), "no layout like {profile}");
    }
}

#[test]
fn a_slip_is_told_with_its_place() {
    let fault = |blocks: &str| layout(blocks).unwrap_err().to_string();
    let block = |rest: &str| format!("[[section.block]]\ntitle = \"B\"\n{rest}\n");
    let begins = "`ours.toml`, section \"First\", block \"B\": ";
    for (rest, words) in [
        (
            "sort = \"figures\"\nrows = [{ measure = \"sen\" }]",
            "there is no measure `sen`: did you mean `seen`?",
        ),
        ("sort = \"figures\"", "it needs `rows`"),
        (
            "sort = \"split\"\nmeasure = \"seen\"\nby = \"worker\"",
            "`seen` is not split by `worker`: it is split by team",
        ),
        (
            "sort = \"split\"\nmeasure = \"posts\"\nby = \"team\"",
            "`posts` is not split by `team`: it is not split",
        ),
        ("sort = \"split\"\nmeasure = \"seen\"", "it needs `by`"),
        (
            "sort = \"trend\"\nrows = [{ measure = \"visits\" }]",
            "`visits` has no series: write `over 18 months` in it",
        ),
        (
            "sort = \"trend\"\nrows = [{ measure = \"seen\" }, { measure = \"posts\" }]",
            "`seen` counts what was during a time, `posts` how things stand on a day: show them in two blocks",
        ),
        ("sort = \"highest\"\nmeasure = \"seen\"", "`seen` is no measure of the highest"),
        ("sort = \"moves\"\nmeasure = \"seen\"", "`seen` is no measure of moves"),
        (
            "sort = \"figures\"\nrows = [{ measure = \"seen\", placed = \"focus\" }]",
            "`seen`: `placed` and `because` go together",
        ),
        (
            "sort = \"trend\"\nrows = [{ measure = \"seen\", better = \"higher\" }]",
            "`seen`: `better` says nothing in such a block",
        ),
        ("sort = \"text\"\nlines = [\"x\"]\nmeasure = \"seen\"", "`measure` says nothing in such a block"),
        (
            "sort = \"figures\"\nrows = [{ measure = \"seen\" }]\ntotal = true",
            "`total` says nothing in such a block",
        ),
    ] {
        assert_eq!(fault(&block(rest)), format!("{begins}{words}"));
    }
    let slip = |name: &str| {
        let text = format!("name = \"o\"\ntitle = \"O\"\ncomparators = [\"{name}\"]\nsection = []\n");
        let groups = Comparators::new(vec!["England".to_owned()], Vec::new());
        Layout::parse("ours.toml", &text, &crate::made::rules(), &groups).err().map(|e| e.to_string())
    };
    assert_eq!(slip("England"), None);
    let told = slip("Englnd").unwrap();
    assert_eq!(told, "`ours.toml`, `comparators`: nobody is called \"Englnd\": did you mean \"England\"?");
    let unknown = fault(&block("sort = \"figures\"\nrows = [{ measur = \"seen\" }]"));
    assert!(
        unknown.contains("`ours.toml` cannot be read as a layout") && unknown.contains("line 10"),
        "{unknown}"
    );
    assert!(fault(&block("sort = \"pie\"")).contains("unknown variant `pie`"));
}
