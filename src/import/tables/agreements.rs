//! `agreements.csv`: variations of a setting for one child, approved by somebody.

use super::folder::TableFile;
use super::job::feed;
use super::sink::Sink;
use crate::calendar::{Amount, Day, NEVER};
use crate::import::cell::{RowOf, Rows, Spelling, Value};
use crate::import::report::{FileReport, Made};
use crate::import::rows::Header;
use crate::import::tally::{FileTally, Refusal};
use crate::record::{
    AGREEMENTS_COLUMNS, Admission, Agreement, AgreementTerms, AgreementValue, CaseloadBuilder, Id, KindId,
    Texts,
};
use std::sync::Arc;

/// Reads the file into the builder; agreements are of children.
pub(super) fn read(
    file: &TableFile,
    child: KindId,
    spelling: &Arc<Spelling>,
    terms: Option<&dyn AgreementTerms>,
    builder: &mut CaseloadBuilder,
) -> FileReport {
    let mut sink = AgreementSink {
        places: [None; AGREEMENTS_COLUMNS.len()],
        spelling,
        child,
        terms,
        found: Vec::new(),
        texts: builder.texts(),
        tally: FileTally::default(),
    };
    let fed = feed(file, &mut sink);
    let AgreementSink { found, mut tally, .. } = sink;
    let notes = match fed {
        Ok(notes) => notes,
        Err(why) => {
            tally.break_off();
            return FileReport { failed: Some(why), ..FileReport::new(&file.name, tally, builder.texts()) };
        }
    };
    let mut report = FileReport::new(&file.name, tally, builder.texts());
    report.notes = notes;
    let records = found.len() as u64;
    report.made = vec![Made { kind: "agreement".to_owned(), records, undated: 0, impossible: 0 }];
    for (of, agreement) in found {
        builder.agreement(of, agreement);
    }
    report
}

struct AgreementSink<'a> {
    places: [Option<usize>; AGREEMENTS_COLUMNS.len()],
    spelling: &'a Spelling,
    child: KindId,
    terms: Option<&'a dyn AgreementTerms>,
    found: Vec<(Id, Agreement)>,
    texts: &'a mut Texts,
    tally: FileTally,
}

impl AgreementSink<'_> {
    fn text<'r>(&self, row: RowOf<'r, impl Rows>, name: &str, scratch: &'r mut Vec<u8>) -> Option<&'r str> {
        let place = AGREEMENTS_COLUMNS.iter().position(|c| *c == name)?;
        let value: Value<'r> = row.cell(self.places.get(place).copied().flatten()?);
        scratch.clear();
        let mut own = Vec::new();
        let text = value.text(&mut own).to_vec();
        scratch.extend_from_slice(&text);
        let text = std::str::from_utf8(scratch).ok()?.trim();
        (!text.is_empty() && !self.spelling.stands_for_nothing(text.as_bytes())).then_some(text)
    }

    /// A day, if any is written. One that cannot be read is no blank: the agreement would be open-ended, or act from
    /// another day than was agreed.
    fn day(&self, row: RowOf<'_, impl Rows>, name: &str) -> Result<Option<Day>, Refusal> {
        let mut scratch = Vec::new();
        let Some(text) = self.text(row, name, &mut scratch) else { return Ok(None) };
        match self.spelling.dates.read(text.as_bytes()) {
            Some((day, _)) => Ok(Some(day)),
            None => Err(Refusal::AgreementDay),
        }
    }

    fn agreement(&mut self, row: RowOf<'_, impl Rows>) -> Result<(Id, Agreement), Refusal> {
        let [mut a, mut b, mut c, mut d, mut e, mut f] = [const { Vec::new() }; 6];
        let child = self.text(row, "child_id", &mut a).ok_or(Refusal::NoOwner)?.to_owned();
        let setting = self.text(row, "setting", &mut b).ok_or(Refusal::AgreementValue)?.to_owned();
        let value = self.text(row, "value", &mut c).and_then(value).ok_or(Refusal::AgreementValue)?;
        let (from, agreed) = (self.day(row, "from")?, self.day(row, "agreed")?);
        let (until, recorded) = (self.day(row, "until")?, self.day(row, "recorded")?);
        // It begins on the later of the two: without the day of agreement it might reach backwards.
        let agreed = agreed.ok_or(Refusal::AgreementUndated)?;
        let id = self.text(row, "agreement_id", &mut d).map(str::to_owned);
        let standard = self.text(row, "standard", &mut e).map(str::to_owned);
        let approved_by = self.text(row, "approved_by", &mut f).map(str::to_owned);
        if let Some(terms) = self.terms {
            refused_by(terms.admits(self.child, standard.as_deref(), &setting, value))?;
        }
        let agreement = Agreement {
            id: match id {
                Some(text) => Id::of(&text, self.texts),
                None => Id::number(row.number()).ok_or(Refusal::NoId)?,
            },
            root: (self.child, 0),
            standard: standard.map(|s| self.texts.code(&s)),
            setting: self.texts.code(&setting),
            value,
            from: from.unwrap_or(agreed),
            until: until.unwrap_or(NEVER),
            agreed,
            recorded: recorded.unwrap_or(NEVER),
            approved_by: approved_by.map(|s| self.texts.code(&s)),
        };
        if agreement.until < agreement.begins() {
            return Err(Refusal::AgreementNeverHolds);
        }
        Ok((Id::of(&child, self.texts), agreement))
    }
}

/// What the rules say, as what becomes of the row.
fn refused_by(admission: Admission) -> Result<(), Refusal> {
    match admission {
        Admission::Admitted => Ok(()),
        Admission::UnknownStandard => Err(Refusal::AgreementStandard),
        Admission::NotVaried => Err(Refusal::AgreementSetting),
        Admission::OtherType => Err(Refusal::AgreementUnit),
        Admission::OutsideBound => Err(Refusal::AgreementBound),
    }
}

/// `12 weeks`, `12_weeks` or `22`.
fn value(text: &str) -> Option<AgreementValue> {
    if let Some(amount) = Amount::parse(text) {
        return Some(AgreementValue::Amount(amount));
    }
    text.parse::<f64>().ok().filter(|n| n.is_finite()).map(AgreementValue::Number)
}

impl Sink for AgreementSink<'_> {
    fn known(&self, header: &Header) -> usize {
        AGREEMENTS_COLUMNS.iter().filter(|c| header.find(c).is_some()).count()
    }

    fn begin(&mut self, header: &Header) -> Result<(), String> {
        for (place, name) in self.places.iter_mut().zip(AGREEMENTS_COLUMNS) {
            *place = header.find(name);
            if place.is_none() && matches!(name, "child_id" | "setting" | "value" | "agreed") {
                return Err(format!("it has no column `{name}`"));
            }
            if header.is_repeated(name) {
                return Err(format!("the column `{name}` stands twice: take one out"));
            }
        }
        Ok(())
    }

    fn columns(&self) -> Vec<usize> {
        self.places.iter().copied().flatten().collect()
    }

    fn rows(&mut self, rows: &impl Rows, sound: &[u32], _utf8: bool) {
        for place in sound {
            let row = RowOf::new(rows, *place);
            let found = self.agreement(row);
            self.found.extend(self.tally.count(found, row.number()));
        }
    }

    fn refuse(&mut self, why: Refusal, number: u32) {
        self.tally.read += 1;
        self.tally.refuse(why, number);
    }
}
