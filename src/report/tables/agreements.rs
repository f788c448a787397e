//! Agreements as the file that every loader of tables knows.

use super::rows::{day, id};
use crate::record::{AgreementValue, Caseload, TextCode};
use std::io::Write;

/// Writes the agreements with their header, and says how many they are.
pub(super) fn write(out: impl Write, caseload: &Caseload) -> std::io::Result<u64> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "agreement_id",
        "child_id",
        "standard",
        "setting",
        "value",
        "from",
        "until",
        "agreed",
        "approved_by",
        "recorded",
    ])?;
    let text = |code: Option<TextCode>| code.map_or("", |c| caseload.texts.text(c));
    for a in &caseload.agreements {
        let value = match a.value {
            AgreementValue::Amount(amount) => amount.to_string(),
            AgreementValue::Number(n) => n.to_string(),
        };
        csv.write_record([
            a.id.text(&caseload.texts).as_str(),
            &id(caseload, a.root.0, a.root.1),
            text(a.standard),
            text(Some(a.setting)),
            &value,
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
