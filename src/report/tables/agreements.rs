//! Agreements as the file that every loader of tables knows.

use super::rows::{day, id};
use crate::calendar::{Day, NEVER};
use crate::record::{AGREEMENTS_COLUMNS, Agreement, AgreementValue, Caseload, TextCode};
use crate::report::typed::{self, Cells, Holding};
use std::io::Write;

/// Writes the agreements with their header, and says how many they are.
pub(super) fn write(out: impl Write, caseload: &Caseload) -> std::io::Result<u64> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(AGREEMENTS_COLUMNS)?;
    let text = |code: Option<TextCode>| code.map_or("", |c| caseload.texts.text(c));
    for a in &caseload.agreements {
        csv.write_record([
            a.id.text(&caseload.texts).as_str(),
            &id(caseload, a.root.0, a.root.1),
            text(a.standard),
            text(Some(a.setting)),
            &value(a),
            &day(a.from),
            &day(a.until),
            &day(a.agreed),
            text(a.approved_by),
            &day(a.recorded),
        ])?;
    }
    csv.flush()?;
    Ok(caseload.agreements.len() as u64)
}

/// The same as Parquet.
pub(super) fn write_parquet(out: impl Write + Send, caseload: &Caseload) -> std::io::Result<u64> {
    let is_day = |name: &str| matches!(name, "from" | "until" | "agreed" | "recorded");
    let columns =
        AGREEMENTS_COLUMNS.map(|name| (name, if is_day(name) { Holding::Days } else { Holding::Texts }));
    typed::write(out, &columns, caseload.agreements.len(), |place, range| {
        let some = caseload.agreements.get(range).unwrap_or_default();
        let text = |code: Option<TextCode>| code.map(|c| caseload.texts.text(c).to_owned());
        let texts = |of: &dyn Fn(&Agreement) -> Option<String>| Cells::Texts(some.iter().map(of).collect());
        let known = |d: Day| (d != NEVER).then_some(d);
        let days = |of: fn(&Agreement) -> Day| Cells::Days(some.iter().map(|a| known(of(a))).collect());
        match AGREEMENTS_COLUMNS.get(place).copied().unwrap_or_default() {
            "agreement_id" => texts(&|a| Some(a.id.text(&caseload.texts))),
            "child_id" => texts(&|a| Some(id(caseload, a.root.0, a.root.1))),
            "standard" => texts(&|a| text(a.standard)),
            "setting" => texts(&|a| text(Some(a.setting))),
            "value" => texts(&|a| Some(value(a))),
            "from" => days(|a| a.from),
            "until" => days(|a| a.until),
            "agreed" => days(|a| a.agreed),
            "approved_by" => texts(&|a| text(a.approved_by)),
            _ => days(|a| a.recorded),
        }
    })?;
    Ok(caseload.agreements.len() as u64)
}

fn value(agreement: &Agreement) -> String {
    match agreement.value {
        AgreementValue::Amount(amount) => amount.to_string(),
        AgreementValue::Number(n) => n.to_string(),
    }
}
