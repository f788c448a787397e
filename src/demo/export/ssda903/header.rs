//! Who the children are.

use super::Return;
use crate::demo::error::DemoError;
use crate::demo::export::Exported;
use crate::demo::export::extract::of as rows_of;
use crate::demo::export::invent::pupil_number;
use crate::demo::export::sheet::{CsvSheet, uk};

pub(super) fn header(of: &Return<'_>) -> Result<Exported, DemoError> {
    let mothers = of.extract.by("ssd_mother", "moth_person_id");
    let mut sheet =
        CsvSheet::new("header.csv", &["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]);
    for p in &of.people {
        let number = p.upn.or(p.upn_unknown).map_or_else(|| pupil_number(p.id), str::to_owned);
        let babies = rows_of(&mothers, p.id);
        // A baby that is not born yet makes no mother of the return.
        let baby = babies.iter().find_map(|b| b.day("moth_childs_dob"));
        // Of a girl who is looked after it is always said.
        let mother = match baby {
            Some(_) => "1",
            None if p.sex == "F" && of.in_care(p.id).next().is_some() => "0",
            None => "",
        };
        sheet.row(&[p.id, p.sex, &uk(p.born), p.ethnicity, &number, mother, &uk(baby)]);
    }
    sheet.finish()
}

/// Unaccompanied children seeking asylum, with the day they no longer were.
pub(super) fn uasc(of: &Return<'_>) -> Result<Exported, DemoError> {
    let statuses = of.extract.by("ssd_immigration_status", "immi_person_id");
    let mut sheet = CsvSheet::new("uasc.csv", &["CHILD", "DOB", "SEX", "DUC"]);
    for p in &of.people {
        for s in rows_of(&statuses, p.id).iter().filter(|s| s.get("immi_immigration_status") == "UASC") {
            sheet.row(&[p.id, &uk(p.born), p.sex, &uk(s.day("immi_immigration_status_end_date"))]);
        }
    }
    sheet.finish()
}
