//! A text or typed value turned into what a field holds.

use super::cache::Cache;
use super::{Lettered, Spelling, Value, trimmed};
use crate::import::mapping::From;
use crate::record::{Cell, FieldType, Id, TextCode, Texts};
use std::collections::HashMap;
use std::sync::Arc;

/// What a cell said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::import) enum Said {
    /// Nothing.
    Blank,
    /// Something that stands for nothing.
    StandIn,
    /// A value.
    Is(Cell),
    /// A value that was written with more than the field holds: a time of day, blanks around it.
    Tidied(Cell),
    /// Something the type refuses, as it was written.
    Refused(TextCode),
}

#[derive(Debug, Clone)]
enum Target {
    Day,
    YesNo,
    Number,
    Text,
    /// Codes in lower case, words joined by hyphens.
    OneOf(HashMap<Vec<u8>, TextCode>),
    Link,
}

/// Turns the cells of one column into values of one field.
#[derive(Debug, Clone)]
pub(in crate::import) struct Converter {
    target: Target,
    spelling: Arc<Spelling>,
    codes: HashMap<Vec<u8>, String>,
    /// What the authority's own codes mean: a code of the mapping, or of the field's list.
    local: HashMap<Vec<u8>, Vec<u8>>,
    otherwise: Option<String>,
    flags: Vec<(String, String)>,
    cache: Cache,
    scratch: Vec<u8>,
}

impl Converter {
    /// A converter for a field; `texts` gives numbers to the codes of its list.
    pub(in crate::import) fn new(
        field_type: &FieldType,
        from: &From,
        local: Option<&std::collections::BTreeMap<String, String>>,
        spelling: &Arc<Spelling>,
        texts: &mut Texts,
    ) -> Converter {
        let target = match field_type {
            FieldType::Date | FieldType::PlannedDate => Target::Day,
            FieldType::YesNo => Target::YesNo,
            FieldType::Number => Target::Number,
            FieldType::Text => Target::Text,
            FieldType::OneOf(list) => Target::OneOf(
                list.codes.iter().map(|c| (c.to_lowercase().into_bytes(), texts.code(c))).collect(),
            ),
            FieldType::Link(_) => Target::Link,
        };
        let codes = from.codes.iter().map(|(k, v)| (k.as_bytes().to_vec(), v.clone())).collect();
        let local = local.into_iter().flatten();
        let local = local.map(|(k, v)| (k.as_bytes().to_vec(), v.as_bytes().to_vec())).collect();
        Converter {
            target,
            spelling: Arc::clone(spelling),
            codes,
            local,
            otherwise: from.otherwise.clone(),
            flags: from.flags.clone(),
            cache: Cache::default(),
            scratch: Vec::new(),
        }
    }

    /// The spellings.
    pub(in crate::import) fn spelling(&self) -> Arc<Spelling> {
        Arc::clone(&self.spelling)
    }

    /// Whether a plain whole number is an id and nothing else.
    pub(in crate::import) fn takes_numbers_for_ids(&self) -> bool {
        matches!(self.target, Target::Link)
            && self.translates_nothing()
            && !self.spelling.numbers_stand_for_nothing()
    }

    /// Whether a plain ISO date is a day and nothing else.
    pub(in crate::import) fn takes_days(&self) -> bool {
        matches!(self.target, Target::Day)
            && self.translates_nothing()
            && !self.spelling.dates_stand_for_nothing()
    }

    fn translates_nothing(&self) -> bool {
        self.codes.is_empty() && self.local.is_empty() && self.otherwise.is_none() && self.flags.is_empty()
    }

    /// What a spelling meant not long ago.
    #[inline]
    pub(in crate::import) fn known(&self, bytes: &[u8]) -> Option<Said> {
        self.cache.get(bytes)
    }

    /// What a cell says.
    pub(in crate::import) fn read(&mut self, value: Value<'_>, texts: &mut Texts) -> Said {
        match value {
            Value::Missing => Said::Blank,
            Value::Bytes(bytes) => self.bytes(bytes, texts),
            Value::Day(day) if self.is_plain(&Target::Day) => Said::Is(Cell::Date(day)),
            Value::Flag(yes) if self.is_plain(&Target::YesNo) => Said::Is(Cell::YesNo(yes)),
            Value::Real(n) if self.is_plain(&Target::Number) && n.is_finite() => Said::Is(Cell::Number(n)),
            Value::Whole(n) if self.is_plain(&Target::Number) => Said::Is(Cell::Number(n as f64)),
            other => {
                let mut scratch = std::mem::take(&mut self.scratch);
                let said = self.bytes(other.text(&mut scratch), texts);
                self.scratch = scratch;
                said
            }
        }
    }

    fn is_plain(&self, target: &Target) -> bool {
        self.translates_nothing() && std::mem::discriminant(&self.target) == std::mem::discriminant(target)
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8], texts: &mut Texts) -> Said {
        let text = trimmed(bytes);
        if text.is_empty() {
            return if bytes.is_empty() { Said::Blank } else { Said::StandIn };
        }
        let tidied = text.len() < bytes.len();
        let said = match self.target {
            Target::Day | Target::Number | Target::Link if self.translates_nothing() => {
                self.direct(text, texts)
            }
            _ => match self.cache.get(text) {
                Some(said) => said,
                None => {
                    let said = self.coded(text, texts);
                    self.cache.put(text, said);
                    said
                }
            },
        };
        match said {
            Said::Is(cell) if tidied => Said::Tidied(cell),
            other => other,
        }
    }

    /// A text that may be a code, or hold flags.
    fn coded(&self, text: &[u8], texts: &mut Texts) -> Said {
        if !self.flags.is_empty() {
            return self.flagged(text, texts);
        }
        let known_here = self.local.get(text).or_else(|| self.local.get(&lower(text)));
        let text = known_here.map_or(text, Vec::as_slice);
        if text.is_empty() {
            return Said::Blank;
        }
        let found = self.codes.get(text).or_else(|| self.codes.get(&lower(text)));
        if let Some(meant) = found {
            return self.constant(meant, texts);
        }
        if self.spelling.stands_for_nothing(text) {
            return Said::StandIn;
        }
        let lettered = if self.spelling.lettered { self.lettered(text, texts) } else { None };
        match (lettered, &self.otherwise) {
            (Some(said), _) => said,
            (None, Some(meant)) => self.constant(meant, texts),
            (None, None) => self.direct(text, texts),
        }
    }

    /// What the text behind a letter, or the code at its beginning, says.
    fn lettered(&self, text: &[u8], texts: &mut Texts) -> Option<Said> {
        let parts = Lettered::of(text);
        for part in parts.candidates() {
            let known_here = self.local.get(part).or_else(|| self.local.get(&lower(part)));
            let part = known_here.map_or(part, Vec::as_slice);
            if let Some(meant) = self.codes.get(part).or_else(|| self.codes.get(&lower(part))) {
                return Some(self.constant(meant, texts));
            }
            if self.spelling.stands_for_nothing(part) {
                return Some(Said::StandIn);
            }
            if matches!(self.target, Target::OneOf(_) | Target::YesNo)
                && let said @ Said::Is(_) = self.direct(part, texts)
            {
                return Some(said);
            }
        }
        // A plain text keeps its code, or what stands behind its letter.
        let is_text = matches!(self.target, Target::Text) && self.otherwise.is_none() && parts.had_letter;
        is_text.then(|| self.direct(parts.code.unwrap_or(parts.text), texts))
    }

    /// A value the mapping itself gives; empty stands for "not known".
    pub(in crate::import) fn constant(&self, meant: &str, texts: &mut Texts) -> Said {
        let cell = match &self.target {
            _ if meant.is_empty() => None,
            // The mapping's own spelling, checked when it was read, whatever the files' is.
            Target::YesNo => Some(Cell::YesNo(meant == "yes")),
            Target::Day => crate::calendar::parse_iso(meant).map(Cell::Date),
            Target::Number => number(meant.as_bytes()).map(Cell::Number),
            Target::Text | Target::OneOf(_) => Some(Cell::Text(texts.code(meant))),
            Target::Link => id(meant.as_bytes(), texts).map(Cell::Link),
        };
        cell.map_or(Said::Blank, Said::Is)
    }

    #[inline]
    fn direct(&self, text: &[u8], texts: &mut Texts) -> Said {
        // What is readable is never taken for a stand-in, but for ids: `-1` is nobody.
        let said = match &self.target {
            Target::Day => match self.spelling.dates.read(text) {
                Some((day, false)) => Some(Said::Is(Cell::Date(day))),
                Some((day, true)) => Some(Said::Tidied(Cell::Date(day))),
                None => None,
            },
            Target::YesNo => self.spelling.yes_no(text).map(|yes| Said::Is(Cell::YesNo(yes))),
            Target::Number => number(text).map(|n| Said::Is(Cell::Number(n))),
            Target::OneOf(list) => {
                let found = list.get(text).or_else(|| list.get(&hyphenated(text)));
                found.map(|code| Said::Is(Cell::Text(*code)))
            }
            Target::Text | Target::Link if self.spelling.stands_for_nothing(text) => Some(Said::StandIn),
            Target::Text => readable(text).map(|t| Said::Is(Cell::Text(texts.code(t)))),
            Target::Link => id(text, texts).map(|id| Said::Is(Cell::Link(id))),
        };
        match said {
            // A day or number that stands for nothing: `1900-01-01`, `0` where the mapping says so.
            Some(Said::Is(Cell::Date(_) | Cell::Number(_))) if self.spelling.stands_for_nothing(text) => {
                Said::StandIn
            }
            Some(said) => said,
            None if self.spelling.stands_for_nothing(text) => Said::StandIn,
            None => Said::Refused(texts.code(&String::from_utf8_lossy(text))),
        }
    }

    /// A JSON text with flags: the first flag of the mapping that is yes.
    fn flagged(&self, text: &[u8], texts: &mut Texts) -> Said {
        let Ok(json) = serde_json::from_slice::<serde_json::Value>(text) else {
            return Said::Refused(texts.code(&String::from_utf8_lossy(text)));
        };
        for (key, meant) in &self.flags {
            let is_yes = match json.get(key) {
                Some(serde_json::Value::String(s)) => self.spelling.yes_no(s.trim().as_bytes()) == Some(true),
                Some(serde_json::Value::Bool(b)) => *b,
                Some(serde_json::Value::Number(n)) => n.as_i64() == Some(1),
                _ => false,
            };
            if is_yes {
                return self.constant(meant, texts);
            }
        }
        match &self.otherwise {
            Some(meant) => self.constant(meant, texts),
            None => Said::Blank,
        }
    }
}

/// The id of a text.
#[inline]
pub(in crate::import) fn id(text: &[u8], texts: &mut Texts) -> Option<Id> {
    if text.len() <= 9 && text.first() != Some(&b'0') {
        let mut n: u32 = 0;
        let mut digits = true;
        for b in text {
            let d = b.wrapping_sub(b'0');
            digits &= d <= 9;
            n = n.wrapping_mul(10).wrapping_add(u32::from(d));
        }
        if digits && !text.is_empty() {
            return Id::number(n);
        }
    }
    readable(text).map(|t| Id::of(t, texts))
}

fn readable(text: &[u8]) -> Option<&str> {
    std::str::from_utf8(text).ok()
}

fn number(text: &[u8]) -> Option<f64> {
    readable(text)?.parse::<f64>().ok().filter(|n| n.is_finite())
}

fn lower(text: &[u8]) -> Vec<u8> {
    match readable(text) {
        Some(t) => t.to_lowercase().into_bytes(),
        None => text.to_ascii_lowercase(),
    }
}

/// `Child in need` and `child_in_need` are `child-in-need`.
fn hyphenated(text: &[u8]) -> Vec<u8> {
    let mut out = lower(text);
    for b in out.iter_mut().filter(|b| matches!(**b, b' ' | b'_')) {
        *b = b'-';
    }
    out
}
