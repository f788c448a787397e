//! Values of elements on their way into records, with a count of what was made and what could not be read.

use super::element::Element;
use crate::calendar::{Day, NEVER, parse_iso};
use crate::import::cell::Said;
use crate::import::report::Made;
use crate::import::tally::FileTally;
use crate::record::{CaseloadBuilder, Cell, FieldType, Id, KindId, RowInput, RowPlace, Shape, Vocabulary};
use std::collections::BTreeMap;

/// A value of an element on its way into a field.
#[derive(Clone, Copy)]
pub(in crate::import) enum Given<'e> {
    /// A date.
    Date(Option<&'e Element>),
    /// A date that is the record's own day too, and so has been counted if it cannot be read.
    Same(Option<&'e Element>),
    /// One of the codes of a list, kept as it is.
    Listed(Option<&'e Element>, &'static [&'static str]),
    /// A code of this program.
    Code(Option<&'static str>),
    /// What the authority says a code means.
    Meant(Option<&'e Element>, &'e str),
    /// A code of a list with what it means; nothing where it means none of the field's values.
    Coded(Option<&'e Element>, &'static [(&'static str, &'static str)]),
    /// A number no less than 0 and no more than this.
    Number(Option<&'e Element>, f64),
    /// Yes or no.
    YesNo(Option<bool>),
    /// A code that follows from the no or yes of an element.
    Follows(Option<&'e Element>, [Option<&'static str>; 2]),
}

/// Records made of a kind: all, without a day, ending before they start.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    records: u64,
    undated: u64,
    impossible: u64,
}

/// Makes records of elements.
pub(in crate::import) struct Maker<'v> {
    vocabulary: &'v Vocabulary,
    file: u16,
    number: u32,
    made: BTreeMap<KindId, Count>,
    /// Rows and values.
    pub(in crate::import) tally: FileTally,
}

impl<'v> Maker<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary, file: u16) -> Maker<'v> {
        Maker { vocabulary, file, number: 0, made: BTreeMap::new(), tally: FileTally::default() }
    }

    /// A row. The returns give most records no ids: their number in the file stands for one.
    pub(in crate::import) fn row(&mut self, line: u32, owner: Option<Id>, start: Day, end: Day) -> RowInput {
        self.number += 1;
        let place = RowPlace { file: self.file, row: line };
        RowInput { id: Id::number(self.number), owner, start, end, place, ..RowInput::default() }
    }

    /// The day that a part says.
    pub(in crate::import) fn day(&mut self, e: &Element, name: &str, builder: &mut CaseloadBuilder) -> Day {
        e.part(name).map_or(NEVER, |part| self.own_day(part, builder))
    }

    /// The day that an element itself says.
    pub(in crate::import) fn own_day(&mut self, e: &Element, builder: &mut CaseloadBuilder) -> Day {
        let Some(text) = e.value() else { return NEVER };
        date(text).unwrap_or_else(|| {
            self.unreadable(e, false, builder);
            NEVER
        })
    }

    /// Counts a value that its type refuses.
    pub(in crate::import) fn unreadable(
        &mut self,
        e: &Element,
        code: bool,
        builder: &mut CaseloadBuilder,
    ) -> Cell {
        let written = builder.texts().code(&e.text);
        self.note(e, code, Said::Refused(written));
        Cell::Invalid(written)
    }

    fn note(&mut self, e: &Element, code: bool, said: Said) {
        let column = self.tally.column(&e.name, code);
        self.tally.note(column, said, || e.line);
    }

    /// Adds a record, as far as the vocabulary has its kind and fields.
    pub(in crate::import) fn put(
        &mut self,
        builder: &mut CaseloadBuilder,
        kind: &str,
        row: RowInput,
        given: &[(&str, Given<'_>)],
    ) {
        let Some(id) = self.vocabulary.kind_named(kind) else { return };
        let Some(k) = self.vocabulary.kind(id) else { return };
        let mut cells = Vec::with_capacity(given.len());
        for (name, value) in given {
            let Some(field) = k.field(name) else { continue };
            let cell = match *value {
                // The authority's word may be none of the language's.
                Given::Meant(e, meant)
                    if !k.field_at(field).is_some_and(|f| allows(&f.field_type, meant)) =>
                {
                    e.map(|e| self.unreadable(e, true, builder))
                }
                value => self.cell(value, builder),
            };
            cells.extend(cell.map(|cell| (field, cell)));
        }
        let counts = self.made.entry(id).or_default();
        counts.records += 1;
        if k.shape != Shape::Subject {
            counts.undated += u64::from(row.start == NEVER);
            counts.impossible += u64::from(row.start != NEVER && row.end < row.start);
        }
        builder.push(id, row, &cells);
    }

    fn cell(&mut self, value: Given<'_>, builder: &mut CaseloadBuilder) -> Option<Cell> {
        let text = |builder: &mut CaseloadBuilder, t: &str| Some(Cell::Text(builder.texts().code(t)));
        let (e, code) = match value {
            Given::Code(code) => return code.and_then(|c| text(builder, c)),
            Given::Meant(_, meant) => return text(builder, meant),
            Given::YesNo(said) => return said.map(Cell::YesNo),
            Given::Date(e) | Given::Same(e) | Given::Number(e, _) => (e?, false),
            Given::Listed(e, _) | Given::Coded(e, _) | Given::Follows(e, _) => (e?, true),
        };
        let said = e.value()?;
        let read = match value {
            Given::Date(_) => date(said).map(Cell::Date),
            Given::Same(_) => {
                let invalid = |builder: &mut CaseloadBuilder| Cell::Invalid(builder.texts().code(said));
                return Some(date(said).map_or_else(|| invalid(builder), Cell::Date));
            }
            Given::Number(_, most) => {
                said.parse::<f64>().ok().filter(|n| (0.0..=most).contains(n)).map(Cell::Number)
            }
            Given::Listed(_, codes) => {
                codes.iter().find(|c| c.eq_ignore_ascii_case(said)).and_then(|c| text(builder, c))
            }
            Given::Coded(_, codes) => match codes.iter().find(|c| c.0.eq_ignore_ascii_case(said)) {
                Some((_, "")) => {
                    self.note(e, code, Said::StandIn);
                    return None;
                }
                found => found.and_then(|c| text(builder, c.1)),
            },
            Given::Follows(_, [no, yes]) => match yes_no(said) {
                Some(true) => return yes.and_then(|c| text(builder, c)),
                Some(false) => return no.and_then(|c| text(builder, c)),
                None => None,
            },
            Given::Code(_) | Given::Meant(..) | Given::YesNo(_) => None,
        };
        read.or_else(|| Some(self.unreadable(e, code, builder)))
    }

    /// The records made, by kind.
    pub(super) fn made(&self) -> Vec<Made> {
        let one = |(kind, count): (&KindId, &Count)| Made {
            kind: self.vocabulary.name(*kind).to_owned(),
            records: count.records,
            undated: count.undated,
            impossible: count.impossible,
        };
        self.made.iter().map(one).collect()
    }
}

fn allows(field_type: &FieldType, code: &str) -> bool {
    !matches!(field_type, FieldType::OneOf(list) if !list.codes.iter().any(|c| c == code))
}

/// Both spellings of yes and no.
pub(in crate::import) fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "y" | "yes" => Some(true),
        "0" | "false" | "n" | "no" => Some(false),
        _ => None,
    }
}

/// A date, with or without a time of day or zone behind it.
pub(in crate::import) fn date(text: &str) -> Option<Day> {
    let (day, rest) = text.split_at_checked(10)?;
    matches!(rest.as_bytes().first(), None | Some(b'T' | b'Z' | b'+' | b'-' | b' '))
        .then(|| parse_iso(day))
        .flatten()
}
