//! Which table a file holds, by its name: `episodes.csv`, `2021-episodes.csv`, `SSDA903_episodes.csv`.

use super::shape::KindShape;
use super::tables::alike;

/// What files are called otherwise than the tables they hold.
const CALLED: &[(&str, &str)] = &[
    ("placed for adoption", "PlacedAdoption"),
    ("previous permanence", "PrevPerm"),
    ("social worker episodes", "SWEpisodes"),
    ("social workers", "SWEpisodes"),
    ("care leavers", "OC3"),
    ("adoption", "AD1"),
];

/// What stands behind the name of a table of last year's return.
pub const LAST_YEAR: &str = "_last";

/// The table of a return that a file holds: its name is the whole of the file's, or its last or first words.
pub(super) fn table_of(shapes: &[KindShape], stem: &str, last_year: bool) -> Option<String> {
    let words: Vec<&str> =
        stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let ends = (0..words.len()).filter_map(|from| words.get(from..));
    let begins = (1..words.len()).rev().filter_map(|to| words.get(..to));
    ends.chain(begins).find_map(|part| {
        let name = part.concat();
        let called = CALLED.iter().find(|(called, _)| alike(called, &name)).map_or(name.as_str(), |(_, t)| t);
        let ending = if last_year { LAST_YEAR } else { "" };
        let wanted = format!("{called}{ending}");
        shapes.iter().find(|s| alike(&s.table, &wanted)).map(|s| s.table.clone())
    })
}

/// Tables that one kind of return has and no other, by which CSV files say what they are.
const OF_RETURNS: &[(&str, &[&str])] = &[
    (
        "ssda903",
        &[
            "episodes",
            "uasc",
            "oc2",
            "oc3",
            "ad1",
            "placedadoption",
            "placedforadoption",
            "prevperm",
            "previouspermanence",
            "missing",
            "swepisodes",
            "dolo",
        ],
    ),
    (
        "cin",
        &[
            "childidentifiers",
            "childcharacteristics",
            "disabilities",
            "cindetails",
            "assessments",
            "cinplandates",
            "section47",
            "childprotectionplans",
        ],
    ),
];

/// Which return a file is of, by its name or the beginning of its text; nothing where neither says.
pub(super) fn return_of(stem: &str, start: &[u8]) -> Option<&'static str> {
    if start.iter().find(|b| !b.is_ascii_whitespace() && b.is_ascii()) == Some(&b'<') {
        let text = String::from_utf8_lossy(start);
        return Some(if text.contains("<EXPSSDA903") { "ssda903" } else { "cin" });
    }
    let name: String =
        stem.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let of = |tables: &[&str]| tables.iter().any(|t| name.ends_with(t) || name.starts_with(t));
    OF_RETURNS.iter().find(|(_, tables)| of(tables)).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::return_of;

    #[test]
    fn a_file_says_by_its_name_or_its_beginning_which_return_it_is_of() {
        assert_eq!(return_of("2021-episodes", b"CHILD,DECOM"), Some("ssda903"));
        assert_eq!(return_of("SSDA903_placed_for_adoption", b""), Some("ssda903"));
        assert_eq!(return_of("CINdetails", b""), Some("cin"));
        assert_eq!(return_of("header", b"CHILD"), None);
        assert_eq!(return_of("a", b"\n<?xml version='1.0'?>\n<EXPSSDA903>"), Some("ssda903"));
        assert_eq!(return_of("a", b"<Message>"), Some("cin"));
    }
}
