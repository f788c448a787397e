//! Adoption: who should be placed, and who was adopted by whom.

use super::Return;
use crate::demo::error::DemoError;
use crate::demo::export::Exported;
use crate::demo::export::extract::of as rows_of;
use crate::demo::export::sheet::{CsvSheet, uk};

/// The day it was decided that a child should be placed, and the day it was decided otherwise.
pub(super) fn placed(of: &Return<'_>) -> Result<Exported, DemoError> {
    let ways = of.extract.by("ssd_permanence", "perm_person_id");
    let mut sheet = CsvSheet::new(
        "placed_for_adoption.csv",
        &["CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
    );
    for p in &of.people {
        for w in rows_of(&ways, p.id).iter().filter(|w| w.said("perm_adm_decision_date").is_some()) {
            sheet.row(&[
                p.id,
                &uk(p.born),
                &uk(w.day("perm_adm_decision_date")),
                &uk(w.day("perm_decision_reversed_date")),
                w.get("perm_decision_reversed_reason"),
            ]);
        }
    }
    sheet.finish()
}

/// Children who were adopted. The adopters are a couple where the authority does not say.
pub(super) fn adopted(of: &Return<'_>) -> Result<Exported, DemoError> {
    let ways = of.extract.by("ssd_permanence", "perm_person_id");
    let mut sheet = CsvSheet::new(
        "ad1.csv",
        &["CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
    );
    for p in &of.people {
        let adopted = |w: &&crate::demo::export::extract::Row<'_>| {
            w.said("perm_permanence_order_date").is_some() && w.said("perm_matched_date").is_some()
        };
        for w in rows_of(&ways, p.id).iter().filter(adopted) {
            sheet.row(&[
                p.id,
                &uk(p.born),
                &uk(w.day("perm_adm_decision_date")),
                &uk(w.day("perm_matched_date")),
                if w.get("perm_adopted_by_carer_flag") == "Y" { "1" } else { "0" },
                w.said("perm_number_of_adopters").unwrap_or("2"),
                w.said("perm_adopter_sex").unwrap_or("MF"),
                w.said("perm_adopter_legal_status").unwrap_or("L11"),
            ]);
        }
    }
    sheet.finish()
}
