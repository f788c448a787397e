//! Lines with the comments of the source put back where they stood.

use super::notes::{Note, Spot, is_blank, notes, spots};
use super::words::{Words, lines};
use crate::lang::hints::Piece;
use crate::text::Span;

/// Lines are broken at this width where they can be.
pub(super) const WIDTH: usize = 110;

/// What is written, in order.
enum Entry {
    /// The next item begins; whether blank lines stand round it.
    Item { start: u32, apart: bool },
    /// A clause: blanks before its first line, blanks before what does not fit.
    Clause { indent: usize, hang: usize, words: Words },
}

/// Collects clauses, then writes them with the comments between.
pub(super) struct Writer<'a> {
    source: &'a str,
    pieces: Vec<Piece>,
    notes: Vec<Note>,
    entries: Vec<Entry>,
}

impl<'a> Writer<'a> {
    /// A writer for the comments of a source.
    pub(super) fn new(source: &'a str, pieces: Vec<Piece>) -> Writer<'a> {
        let notes = notes(source, &pieces);
        Writer { source, pieces, notes, entries: Vec::new() }
    }

    /// Whether a comment stands inside a stretch of the source.
    pub(super) fn note_inside(&self, span: Span) -> bool {
        self.notes.iter().any(|n| (span.start..span.end).contains(&n.at))
    }

    /// Goes to the next item.
    pub(super) fn item(&mut self, start: u32, apart: bool) {
        self.entries.push(Entry::Item { start, apart });
    }

    /// Adds a clause.
    pub(super) fn clause(&mut self, indent: usize, hang: usize, words: &Words) {
        if !words.list.is_empty() {
            self.entries.push(Entry::Clause { indent, hang, words: words.clone() });
        }
    }

    /// Whether the source has a blank line just above a place.
    fn blank_above(&self, at: u32) -> bool {
        let before = self.pieces.partition_point(|p| p.end <= at as usize);
        let end = before.checked_sub(1).and_then(|i| self.pieces.get(i)).map_or(0, |p| p.end);
        is_blank(self.source.get(end..at as usize).unwrap_or(""))
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        let clauses: Vec<&Words> = self
            .entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Clause { words, .. } => Some(words),
                Entry::Item { .. } => None,
            })
            .collect();
        let spots = spots(&self.notes, &clauses);
        let at = |spot: Spot| self.notes.iter().zip(&spots).filter(move |(_, s)| **s == spot).map(|(n, _)| n);
        let mut page = Page::default();
        let (mut n, mut opening) = (0, None);
        for entry in &self.entries {
            match entry {
                Entry::Item { start, apart } => {
                    if *apart {
                        page.blank_line();
                    }
                    opening = Some(*start);
                }
                Entry::Clause { indent, hang, words } => {
                    let first_of_item = opening.take();
                    at(Spot::Before(n)).for_each(|note| page.own(note, *indent, first_of_item.is_some()));
                    if first_of_item.is_some_and(|start| self.blank_above(start)) {
                        page.blank_line();
                    }
                    let inside: Vec<(usize, &Note)> = self
                        .notes
                        .iter()
                        .zip(&spots)
                        .filter_map(|(note, spot)| match spot {
                            Spot::Inside(clause, word) if *clause == n => Some((*word, note)),
                            _ => None,
                        })
                        .collect();
                    page.clause(words, *indent, *hang, &inside);
                    at(Spot::After(n)).for_each(|note| page.note(note, *hang));
                    n += 1;
                }
            }
        }
        at(Spot::Below).for_each(|note| page.own(note, 0, true));
        page.text()
    }
}

/// Lines written so far.
#[derive(Default)]
struct Page {
    lines: Vec<String>,
    /// The last line has a comment at its end already.
    noted: bool,
}

impl Page {
    fn push(&mut self, line: String) {
        self.lines.push(line);
        self.noted = false;
    }

    fn blank_line(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.push(String::new());
        }
    }

    /// A comment with its own line; between items the blank lines above are kept.
    fn own(&mut self, note: &Note, indent: usize, outside: bool) {
        if outside && note.blank_above {
            self.blank_line();
        }
        self.push(format!("{:indent$}{}", "", note.text));
    }

    /// A comment at the end of the last line, if it stood so and there is room for one.
    fn note(&mut self, note: &Note, indent: usize) {
        match self.lines.last_mut() {
            Some(line) if !note.own_line && !self.noted => {
                line.push_str("  ");
                line.push_str(&note.text);
                self.noted = true;
            }
            _ => {
                self.push(format!("{:indent$}{}", "", note.text));
                self.noted = true;
            }
        }
    }

    /// A clause with the comments inside it, each before the word at its place.
    fn clause(&mut self, words: &Words, indent: usize, hang: usize, inside: &[(usize, &Note)]) {
        let (mut rest, mut done, mut indent) = (words.list.as_slice(), 0, indent);
        for (word, note) in inside {
            let (now, later) = rest.split_at((word - done).min(rest.len()));
            lines(now, indent, hang, WIDTH).into_iter().for_each(|line| self.push(line));
            self.note(note, hang);
            if !now.is_empty() {
                indent = hang;
            }
            (rest, done) = (later, *word);
        }
        lines(rest, indent, hang, WIDTH).into_iter().for_each(|line| self.push(line));
    }

    fn text(mut self) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}
