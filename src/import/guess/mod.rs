//! `--guess`: a draft of a mapping from the headers of a folder, and what of it could not be placed.

mod assign;
mod choose;
mod draft;
mod glance;
mod lexicon;
mod likeness;
mod made;
mod names;
mod pattern;
mod told;
mod walk;

pub use told::{Guess, GuessedColumn, GuessedFile};

use super::database;
use super::error::ImportError;
use super::mapping::{self, Mapping};
use super::tables::Folder;
use crate::record::Vocabulary;
use choose::{Choice, Input, choose, title};
use likeness::Column;
use made::{Chosen, Made, NotMade, list};
use pattern::Patterns;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use walk::Role;

/// Drafts a mapping for the tables of a folder. What cannot be read is told in the guess, file by file.
pub fn guess(folder: &Path, vocabulary: &Vocabulary) -> Result<Guess, ImportError> {
    guess_with(mapping::SHIPPED, folder, vocabulary)
}

/// The guess of who knows these formats.
fn guess_with(
    shipped: &[(&'static str, &str)],
    folder: &Path,
    vocabulary: &Vocabulary,
) -> Result<Guess, ImportError> {
    let patterns = Patterns::new(shipped, vocabulary)?;
    let tables = Folder::list(folder)?;
    let is_name = |name: &str| {
        let words = patterns.lexicon.read(name);
        !words.is_empty() && words.len() < 20 && words.iter().filter(|w| w.known).count() * 2 >= words.len()
    };
    let (mut inputs, mut files) = (Vec::new(), Vec::new());
    for (table, file) in tables.each() {
        let words = patterns.lexicon.read(table);
        let mut told = GuessedFile { file: file.name.clone(), ..GuessedFile::default() };
        let mut columns = Vec::new();
        match glance::glance(file, &is_name) {
            Ok(seen) => columns.extend(seen.into_iter().map(|s| Column::new(s, &patterns.lexicon))),
            Err(why) => told.remarks.push(why),
        }
        inputs.push(Input { name: file.name.clone(), table: table.to_owned(), words, columns });
        files.push(told);
    }
    if inputs.is_empty() {
        return Err(ImportError::NothingThere {
            path: database::shown(folder),
            source_name: "--guess".to_owned(),
            looked_for: "files that end in .csv, .tsv, .parquet or .xlsx".to_owned(),
        });
    }
    let ignored: BTreeSet<&str> = patterns.mappings.values().flat_map(|m| list(m.get("ignore"))).collect();
    let mut choices = choose(&inputs, &patterns);
    for (input, choice) in inputs.iter().zip(&mut choices) {
        if ignored.contains(input.table.as_str()) {
            *choice = Choice::Not("it is known, and holds nothing for us".to_owned());
        }
    }
    let chosen = Chosen { inputs: &inputs, choices: &choices, patterns: &patterns };
    let (made, not_made) = chosen.make(vocabulary);
    let sure = certainties(chosen);
    for (place, file) in files.iter_mut().enumerate() {
        tell(file, place, chosen, (&made, &not_made), &sure);
    }
    let title = folder.file_name().map_or("own".to_owned(), |n| n.to_string_lossy().into_owned());
    let known = inputs.iter().filter(|i| ignored.contains(i.table.as_str()));
    let draft = draft::text(&draft::Parts {
        name: &title,
        inputs: &inputs,
        made: &made,
        mappings: &patterns.mappings,
        sure: &|table, column| sure.get(&key(table, column)).copied().unwrap_or(0.0),
        ignored: &known.map(|i| i.table.clone()).collect::<Vec<_>>(),
    });
    // What is printed always loads.
    let mapping = Mapping::parse("the draft", &draft, vocabulary)?;
    let (unfed_fields, unfed_kinds) = unfed(&mapping, vocabulary);
    Ok(Guess { draft, files, unfed_fields, unfed_kinds })
}

fn key(table: &str, column: &str) -> (String, String) {
    (table.to_lowercase(), column.to_lowercase())
}

/// How sure each placed column is, by table and column in lower case.
fn certainties(chosen: Chosen<'_>) -> BTreeMap<(String, String), f64> {
    let mut sure = BTreeMap::new();
    for (place, input) in chosen.inputs.iter().enumerate() {
        for (column, _, certainty) in chosen.at(place).iter().flat_map(|(found, _)| &found.pairs) {
            if let Some(column) = input.columns.get(*column) {
                sure.insert(key(&input.table, &column.seen.name), *certainty);
            }
        }
    }
    sure
}

/// Tells where each column of a file goes, or why it goes nowhere.
fn tell(
    file: &mut GuessedFile,
    place: usize,
    chosen: Chosen<'_>,
    (made, not_made): (&[Made], &[NotMade]),
    sure: &BTreeMap<(String, String), f64>,
) {
    let Some(input) = chosen.inputs.get(place) else { return };
    match chosen.choices.get(place) {
        Some(Choice::Not(why)) if file.remarks.is_empty() => file.remarks.push(format!("not placed: {why}")),
        _ => {}
    }
    let found = chosen.at(place);
    file.taken_for = found.map(|(_, pattern)| title(pattern));
    for not in not_made.iter().filter(|n| n.input == place) {
        file.remarks.push(format!("no `{}` is made of it: it lacks {}", not.kind, not.why));
    }
    let own = made.iter().filter(|m| m.input == place).map(|m| m.kind.clone());
    for kind in own {
        if !file.kinds.contains(&kind) {
            file.kinds.push(kind);
        }
    }
    let mut uses: BTreeMap<String, BTreeSet<(String, Role)>> = BTreeMap::new();
    for record in made {
        for named in walk::named(&record.record).into_iter().filter(|n| n.file == input.table) {
            uses.entry(named.column).or_default().insert((record.kind.clone(), named.role));
        }
    }
    for (i, column) in input.columns.iter().enumerate() {
        let name = &column.seen.name;
        let own = uses.get(&name.to_lowercase()).filter(|_| !column.seen.repeated);
        let Some(own) = own else {
            file.unplaced.push((name.clone(), why_not(i, column, found.map(|f| f.0))));
            continue;
        };
        let fills = own.iter().any(|u| matches!(u.1, Role::Fills(_)));
        for (kind, role) in own {
            let field = match role {
                Role::Fills(field) => field.as_str(),
                _ if fills => continue,
                Role::Key => "key",
                Role::Test => "condition",
            };
            file.columns.push(GuessedColumn {
                column: name.clone(),
                kind: kind.clone(),
                field: field.to_owned(),
                certainty: sure.get(&key(&input.table, name)).copied().unwrap_or(0.0),
            });
        }
    }
}

fn why_not(place: usize, column: &Column, found: Option<&choose::Match>) -> String {
    if column.seen.name.is_empty() {
        return "it has no name".to_owned();
    }
    if column.seen.repeated {
        return "another column has the same name".to_owned();
    }
    let Some(found) = found else { return "its file is not placed".to_owned() };
    if let Some((_, between)) = found.between.iter().find(|b| b.0 == place) {
        return between.clone();
    }
    match found.pairs.iter().any(|p| p.0 == place) {
        true => "what it would feed lacks other columns or files".to_owned(),
        false => "no field is like it".to_owned(),
    }
}

/// Fields of kinds that are fed, and kinds, that nothing feeds.
fn unfed(mapping: &Mapping, vocabulary: &Vocabulary) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let provides = mapping.can_hold();
    let (mut fields, mut kinds) = (Vec::new(), Vec::new());
    for (id, kind) in vocabulary.iter().filter(|(_, k)| k.table.is_none()) {
        let Some(held) = provides.kinds.get(&id) else {
            kinds.push(kind.name.clone());
            continue;
        };
        let held = held.clone().unwrap_or_default();
        let lacking =
            kind.fields.iter().enumerate().filter(|(i, _)| !held.iter().any(|h| usize::from(h.0) == *i));
        let lacking: Vec<String> = lacking.map(|(_, f)| f.name.clone()).collect();
        if !lacking.is_empty() {
            fields.push((kind.name.clone(), lacking));
        }
    }
    (fields, kinds)
}
