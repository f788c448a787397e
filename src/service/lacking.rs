//! Why a rule of a return could not be judged, in the words of the return.

use crate::import::LAST_YEAR;
use crate::record::{KindId, Vocabulary};
use std::collections::BTreeSet;

/// What other files are asked for, each with the option that names it.
const GIVEN: &[(&str, &str)] = &[
    (LAST_YEAR, "needs last year's return: give it with --last-year"),
    ("metadata.provider_info", "needs Ofsted's list of providers: give it with --providers"),
    ("PL_LA", "needs a list of postcodes: give it with --postcodes"),
    ("PL_DISTANCE", "needs a list of postcodes: give it with --postcodes"),
    (
        "PL_LOCATION",
        "needs a list of postcodes and the code of the council: give them with --postcodes and --council",
    ),
    ("localAuthority", "needs the code of the council: give it with --council"),
];

/// Whether anything of last year's return was sent.
pub(super) fn has_last_year(vocabulary: &Vocabulary, sent: impl Fn(KindId) -> bool) -> bool {
    vocabulary.iter().any(|(id, k)| k.table.as_ref().is_some_and(|t| t.ends_with(LAST_YEAR)) && sent(id))
}

/// Why, from the needs that judging names: `end of cin-plan` is a column. Empty where nothing is lacking.
pub(super) fn reason<'n>(
    vocabulary: &Vocabulary,
    last_year: bool,
    needs: impl Iterator<Item = &'n str>,
) -> String {
    let (mut sent, mut given) = (Vec::new(), BTreeSet::new());
    for need in needs {
        let (table, column) = said(vocabulary, need);
        let option = GIVEN
            .iter()
            .filter(|(what, _)| !(last_year && *what == LAST_YEAR))
            .find(|(what, _)| table.ends_with(what) || column.as_deref() == Some(*what));
        match (option, column) {
            (Some((_, words)), _) => _ = given.insert((*words).to_owned()),
            (None, None) => sent.push(table),
            (None, Some(column)) => sent.push(format!("{column} of {table}")),
        }
    }
    let mut parts: Vec<String> = given.into_iter().collect();
    if !sent.is_empty() {
        parts.insert(0, format!("not sent: {}", sent.join(", ")));
    }
    parts.join("; ")
}

/// The table and the column of a need.
fn said(vocabulary: &Vocabulary, need: &str) -> (String, Option<String>) {
    let (field, kind) = need.split_once(" of ").map_or((None, need), |(f, k)| (Some(f), k));
    let Some(kind) = vocabulary.kind_named(kind).and_then(|k| vocabulary.kind(k)) else {
        return (need.to_owned(), None);
    };
    let table = kind.table.clone().unwrap_or_else(|| kind.name.clone());
    let column = match field {
        None => None,
        Some("end") => kind.end_column.clone(),
        Some("start" | "date") => kind.start_column.clone(),
        Some(f) => kind.field(f).and_then(|f| kind.field_at(f)).and_then(|f| f.column.clone()),
    };
    match (field, column) {
        (Some(_), None) => (need.to_owned(), None),
        (_, column) => (table, column),
    }
}

#[cfg(test)]
mod tests {
    use super::reason;
    use crate::record::{Kind, Shape, Vocabulary};

    #[test]
    fn the_option_that_gives_what_is_lacking_is_named_once() {
        let mut vocabulary = Vocabulary::default();
        for (name, table) in
            [("episode", "Episodes"), ("earlier-episode", "Episodes_last"), ("earlier-child", "Header_last")]
        {
            let kind = Kind { table: Some(table.to_owned()), ..Kind::new(name, Shape::Period) };
            vocabulary.add(Kind { end_column: Some("DEC".to_owned()), ..kind });
        }
        let of = |needs: &[&str]| reason(&vocabulary, false, needs.iter().copied());
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["end of episode", "episode"]), "not sent: DEC of Episodes, Episodes");
        assert_eq!(
            of(&["earlier-child", "end of earlier-episode"]),
            "needs last year's return: give it with --last-year"
        );
        assert_eq!(reason(&vocabulary, true, ["earlier-child"].into_iter()), "not sent: Header_last");
    }
}
