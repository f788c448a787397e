//! The drafts of the design: every standard and measure in them is understood.

use crate::shared::shared;
use duecare::lang::load_rules;
use duecare::text::{Style, render_all};

fn load(names: &[&str]) -> Option<(String, usize, usize, usize)> {
    let folder = shared("design/examples")?;
    let file = |n: &&str| ((*n).to_owned(), std::fs::read_to_string(folder.join(n)).unwrap());
    let files: Vec<(String, String)> = names.iter().map(file).collect();
    let script = |name: &str| {
        (name == "caseload.rhai")
            .then(|| "fn caseload_cap(share, early) { if early { 12 } else { 18 } }".to_owned())
    };
    let loaded = load_rules(&files, &script, None);
    let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let rules = loaded.rules.unwrap_or_else(|| panic!("{said}"));
    Some((said, rules.standards.len(), rules.measures.len(), rules.themes.len()))
}

#[test]
fn the_catalogue_and_its_measures_are_understood() {
    let names =
        ["vocabulary.care", "catalogue.care", "catalogue_cla.care", "catalogue_more.care", "measures.care"];
    let Some((said, standards, measures, themes)) = load(&names) else { return };
    assert_eq!(said, "");
    assert_eq!((standards, measures, themes), (112, 95, 1));
}

#[test]
fn the_benchmark_drafts_are_understood() {
    let Some((said, standards, ..)) = load(&["vocabulary.care", "bench.care"]) else { return };
    assert_eq!(said, "");
    assert_eq!(standards, 15);
}
