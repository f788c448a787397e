//! A text tried beside the rules that are live: it takes the place of what it declares anew, and of nothing else.

use super::ast::Item;
use super::authority::AuthoritySettings;
use super::load::{Loaded, finish, parsed};
use super::parse::parse;
use crate::text::{Level, SourceId, Sources};
use std::collections::BTreeSet;

/// Reads and checks a text together with rule files. A standard (measure, definition ...) that the text declares
/// stands for all versions of that name in the files; the rest of each file stays. A standard without an example, which
/// could not go live, is a warning here: it is tried before its examples are written.
pub fn load_draft<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    (name, text): (&str, &str),
    read: &dyn Fn(&str) -> Option<String>,
    authority: Option<&AuthoritySettings>,
) -> (Loaded, SourceId) {
    let mut sources = Sources::default();
    let own = sources.add(name, text);
    let (draft, found) = parse(own, text);
    let anew: BTreeSet<Key<'_>> = draft.items.iter().map(key).collect();
    let mut trees = Vec::with_capacity(files.len() + 1);
    let mut diagnostics = found;
    for (name, text) in files {
        let source = sources.add(name.as_ref(), text.as_ref());
        let (mut tree, found) = parse(source, text.as_ref());
        tree.items.retain(|item| !anew.contains(&key(item)));
        diagnostics.list.extend(found.list);
        trees.push(tree);
    }
    drop(anew);
    trees.push(draft);
    let loaded = finish(&trees, sources, diagnostics, read, authority, |d| {
        if d.code == "no-example" && d.span.is_some_and(|s| s.source == own) {
            d.level = Level::Warning;
        }
    });
    (loaded, own)
}

/// Reads and checks rule files of several years together. `begins` says where the files of each later year begin: what
/// one declares takes the place of everything of that name before it, and the rest stays.
pub fn load_years<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    begins: &[usize],
    read: &dyn Fn(&str) -> Option<String>,
    authority: Option<&AuthoritySettings>,
) -> Loaded {
    let (mut trees, sources, diagnostics) = parsed(files);
    let count = trees.len();
    for at in begins.iter().copied().filter(|at| *at > 0 && *at <= count) {
        let (before, after) = trees.split_at_mut(at);
        let anew: BTreeSet<Key<'_>> = after.iter().flat_map(|tree| &tree.items).map(key).collect();
        for tree in before {
            tree.items.retain(|item| !anew.contains(&key(item)));
        }
    }
    finish(&trees, sources, diagnostics, read, authority, |_| ())
}

/// What sort of thing an item is, and its name.
type Key<'a> = (u8, &'a str, &'a str);

fn key(item: &Item) -> Key<'_> {
    match item {
        Item::Record(x) => (0, &x.name.text, ""),
        Item::List(x) => (1, &x.name.text, ""),
        Item::Define(x) => (2, &x.name.text, &x.of.text),
        Item::Plugin(x) => (3, &x.name.text, ""),
        Item::Standard(x) => (4, &x.id.text, ""),
        Item::Measure(x) => (5, &x.id.text, ""),
        Item::Theme(x) => (6, &x.id.text, ""),
    }
}
