//! Things and failed tests in words.

use crate::calendar::{to_iso, to_long};
use crate::judge::Tri;
use crate::lang::checked::{Base, Cmp, Cond, FieldRef, Leaf, Literal, RecordDay, Thing, Value};
use crate::record::{Column, FieldId, FieldType, Row};
use crate::report::Book;

/// `a visit where child-seen is yes`.
pub(super) fn thing_words(book: &Book<'_>, thing: &Thing) -> String {
    let vocabulary = &book.caseload.vocabulary;
    let kind = vocabulary.name(thing.kind);
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let field =
        |f: FieldId| vocabulary.kind(thing.kind).and_then(|k| k.field_at(f)).map_or("", |f| f.name.as_str());
    let by = match thing.by {
        RecordDay::Field(f) => format!(" {}", field(f)),
        RecordDay::Started => " started".to_owned(),
        RecordDay::Ended => " ended".to_owned(),
        RecordDay::Open => " open".to_owned(),
        RecordDay::Recorded => " recorded".to_owned(),
        RecordDay::Plain => String::new(),
    };
    let tests: Vec<String> = parts(&thing.condition).into_iter().filter_map(|c| test(book, c)).collect();
    match tests.is_empty() {
        true => format!("{article} {kind}{by}"),
        false => format!("{article} {kind}{by} where {}", tests.join(" and ")),
    }
}

/// The tests that a record fails or leaves open, as what it says itself: `child-seen is no`.
pub(super) fn failed(book: &Book<'_>, condition: &Cond, row: Row, ask: &dyn Fn(&Cond) -> Tri) -> String {
    let words: Vec<String> = parts(condition)
        .into_iter()
        .filter_map(|c| match ask(c) {
            Tri::Yes => None,
            answer => Some(says(book, c, row, answer)),
        })
        .collect();
    match words.is_empty() {
        true => "it is not what the clause asks for".to_owned(),
        false => words.join(" and "),
    }
}

/// The tests a condition joins with `and`.
fn parts(condition: &Cond) -> Vec<&Cond> {
    match condition {
        Cond::Always(_) => Vec::new(),
        Cond::All(list) => list.iter().flat_map(parts).collect(),
        other => vec![other],
    }
}

/// What a record says where a test fails.
fn says(book: &Book<'_>, c: &Cond, row: Row, answer: Tri) -> String {
    match own_field(c).map(|f| (f, name(book, row, f))) {
        Some((f, name)) => match shown(book, row, f) {
            Some(value) => format!("{name} is {value}"),
            None => format!("{name} is not recorded"),
        },
        None => match (answer, test(book, c)) {
            (Tri::Unknown, Some(test)) => format!("it cannot be told whether {test}"),
            (_, Some(test)) => format!("it fails `{test}`"),
            (Tri::Unknown, None) => "a fact of the clause is missing".to_owned(),
            (_, None) => "it is not what the clause asks for".to_owned(),
        },
    }
}

/// The field of the record itself that a test reads, when it reads only that.
fn own_field(c: &Cond) -> Option<FieldId> {
    let of = |f: &FieldRef| match (&f.base, f.steps.is_empty(), f.leaf) {
        (Base::It, true, Leaf::Field(id)) => Some(id),
        _ => None,
    };
    match c {
        Cond::Compare(_, Value::Field(f), Value::Literal(_)) => of(f),
        Cond::OneOf(Value::Field(f), _) | Cond::Holds(Value::Field(f)) | Cond::Is(f, _) => of(f),
        Cond::Not(inner) => own_field(inner),
        _ => None,
    }
}

/// A plain test in words; nothing for one that takes more than a line.
fn test(book: &Book<'_>, c: &Cond) -> Option<String> {
    let field = |f: &FieldRef| {
        let kind = book.caseload.vocabulary.kind(f.kind)?;
        match f.leaf {
            Leaf::Field(id) => kind.field_at(id).map(|f| f.name.clone()),
            Leaf::Start => Some("start".to_owned()),
            Leaf::End => Some("end".to_owned()),
            Leaf::Recorded => Some("recorded".to_owned()),
            Leaf::Record => None,
        }
    };
    match c {
        Cond::Compare(cmp, Value::Field(f), Value::Literal(l)) => {
            let word = match cmp {
                Cmp::Is => "is",
                Cmp::IsNot => "is not",
                Cmp::Under => "is under",
                Cmp::AtMost => "is at most",
                Cmp::Over => "is over",
                Cmp::AtLeast => "is at least",
            };
            Some(format!("{} {word} {}", field(f)?, literal(l)))
        }
        Cond::OneOf(Value::Field(f), list) => {
            let list: Vec<String> = list.iter().map(literal).collect();
            Some(format!("{} is one of ({})", field(f)?, list.join(", ")))
        }
        Cond::Holds(Value::Field(f)) => Some(format!("{} is yes", field(f)?)),
        _ => None,
    }
}

fn literal(l: &Literal) -> String {
    match l {
        Literal::Number(n) => n.to_string(),
        Literal::Text(t) => t.clone(),
        Literal::YesNo(b) => if *b { "yes" } else { "no" }.to_owned(),
        Literal::Day(d) => to_long(*d),
        Literal::Amount(a) => a.to_string(),
        Literal::Percent(p) => format!("{p}%"),
    }
}

fn name(book: &Book<'_>, row: Row, field: FieldId) -> String {
    let kind = book.caseload.vocabulary.kind(row.kind);
    kind.and_then(|k| k.field_at(field)).map_or_else(String::new, |f| f.name.clone())
}

/// The value of a field as a reader sees it.
fn shown(book: &Book<'_>, row: Row, field: FieldId) -> Option<String> {
    let column = book.caseload.table(row.kind)?.column(field);
    match column {
        Column::Date(_) => Some(column.date(row.row)).map(to_iso).filter(|t| !t.is_empty()),
        Column::YesNo(_) => column.yes_no(row.row).map(|b| if b { "yes" } else { "no" }.to_owned()),
        Column::Number(_) => column.number(row.row).map(|n| n.to_string()),
        Column::Text(_) => column.text(row.row).map(|c| book.caseload.texts.text(c).to_owned()),
        Column::Link(_) => {
            let to = column.link(row.row)?;
            match book.caseload.vocabulary.kind(row.kind)?.field_at(field)?.field_type {
                FieldType::Link(kind) => Some(book.id(kind, to)),
                _ => None,
            }
        }
        Column::Empty => None,
    }
}
