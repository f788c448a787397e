//! A vocabulary from the text of a vocabulary file, without the language: enough for `subject`, `event`, `period`.

use duecare::record::{CodeList, Field, FieldType, Kind, Shape, Vocabulary};
use std::sync::Arc;

/// Reads declarations of kinds; everything else in the text is left out.
pub fn read(text: &str) -> Arc<Vocabulary> {
    let plain: String = text.lines().map(|l| l.split("--").next().unwrap()).collect::<Vec<_>>().join("\n");
    let mut parts: Vec<String> = Vec::new();
    for line in plain.lines() {
        if ["subject ", "event ", "period "].iter().any(|w| line.starts_with(w)) {
            parts.push(line.to_owned());
        } else if let Some(last) = parts.last_mut() {
            last.push(' ');
            last.push_str(line);
        }
    }
    let mut vocabulary = Vocabulary::default();
    let mut heads = Vec::new();
    for part in &parts {
        let (head, fields) = part.split_once(" has ").unwrap_or((part.trim_end(), ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let shape = match words[0] {
            "subject" => Shape::Subject,
            "event" => Shape::Event,
            _ => Shape::Period,
        };
        let mut kind = Kind::new(words[1], shape);
        if let Some(plural) = words.get(2).and_then(|w| w.strip_prefix('(')) {
            kind.plural = plural.trim_end_matches(')').to_owned();
        }
        let of = words
            .iter()
            .position(|w| *w == "of")
            .and_then(|i| words.get(i + 1))
            .map(|w| w.trim_end_matches(',').to_owned());
        let id = vocabulary.add(kind);
        heads.push((id, of, fields.to_owned()));
    }
    for (id, of, fields) in heads {
        let owner = of.map(|o| vocabulary.kind_named(&o).unwrap_or_else(|| panic!("no kind {o}")));
        let fields: Vec<Field> = split(&fields).iter().map(|f| field(f, &vocabulary)).collect();
        let kind = vocabulary.kind_mut(id).unwrap();
        kind.owner = owner;
        kind.fields = fields;
    }
    Arc::new(vocabulary)
}

/// Splits at commas outside brackets.
fn split(fields: &str) -> Vec<String> {
    let (mut out, mut depth) = (vec![String::new()], 0);
    for c in fields.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                out.push(String::new());
                continue;
            }
            _ => {}
        }
        out.last_mut().unwrap().push(c);
    }
    out.into_iter()
        .map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|s| !s.is_empty())
        .collect()
}

fn field(text: &str, vocabulary: &Vocabulary) -> Field {
    let (name, kind) = text.split_once(" as ").unwrap_or_else(|| panic!("{text}"));
    let field_type = match kind {
        "date" => FieldType::Date,
        "planned date" => FieldType::PlannedDate,
        "yes-no" => FieldType::YesNo,
        "number" => FieldType::Number,
        "text" => FieldType::Text,
        list if list.starts_with("one of (") => {
            let codes = list.trim_start_matches("one of (").trim_end_matches(')').split(',');
            FieldType::OneOf(CodeList { name: None, codes: codes.map(|c| c.trim().to_owned()).collect() })
        }
        other => FieldType::Link(vocabulary.kind_named(other).unwrap_or_else(|| panic!("no kind {other}"))),
    };
    Field { name: name.to_owned(), field_type, column: None }
}
