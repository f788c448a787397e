//! Tables of things that happened: reviews, orders before care, missing episodes, social workers.

use super::Return;
use crate::demo::error::DemoError;
use crate::demo::export::Exported;
use crate::demo::export::extract::of as rows_of;
use crate::demo::export::invent::registration;
use crate::demo::export::sheet::{CsvSheet, uk};

/// Reviews that were held, with how the child took part.
pub(super) fn reviews(of: &Return<'_>) -> Result<Exported, DemoError> {
    let reviews = of.extract.by("ssd_cla_reviews", "clar_cla_person_id");
    let mut sheet = CsvSheet::new("reviews.csv", &["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]);
    for p in &of.people {
        let held = rows_of(&reviews, p.id).iter().filter(|r| r.get("clar_cla_review_cancelled") != "Y");
        for r in held.filter(|r| r.said("clar_cla_review_date").is_some()) {
            let day = uk(r.day("clar_cla_review_date"));
            sheet.row(&[p.id, &uk(p.born), &day, r.get("clar_cla_review_participation")]);
        }
    }
    sheet.finish()
}

/// Orders that once ended care, for everybody who came into care: `Z1` says that there was none.
pub(super) fn previous(of: &Return<'_>) -> Result<Exported, DemoError> {
    let orders = of.extract.by("ssd_cla_previous_permanence", "lapp_person_id");
    let mut sheet =
        CsvSheet::new("previous_permanence.csv", &["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"]);
    for p in of.people.iter().filter(|p| of.in_care(p.id).next().is_some()) {
        let order = rows_of(&orders, p.id).first();
        let cell = |column: &str| order.map_or("", |o| o.get(column));
        let option = order.and_then(|o| o.said("lapp_previous_permanence_option")).unwrap_or("Z1");
        let day = uk(order.and_then(|o| o.day("lapp_previous_permanence_order_date")));
        sheet.row(&[p.id, &uk(p.born), option, cell("lapp_previous_permanence_la"), &day]);
    }
    sheet.finish()
}

/// Episodes of being missing, or away without leave.
pub(super) fn missing(of: &Return<'_>) -> Result<Exported, DemoError> {
    let episodes = of.extract.by("ssd_missing", "miss_person_id");
    let mut sheet = CsvSheet::new("missing.csv", &["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]);
    for p in &of.people {
        for m in rows_of(&episodes, p.id) {
            let kind = if m.get("miss_missing_episode_type") == "Away" { "A" } else { "M" };
            let (start, end) =
                (m.day("miss_missing_episode_start_date"), m.day("miss_missing_episode_end_date"));
            sheet.row(&[p.id, &uk(p.born), kind, &uk(start), &uk(end)]);
        }
    }
    sheet.finish()
}

/// The social workers of children in care, one after another.
pub(super) fn workers(of: &Return<'_>) -> Result<Exported, DemoError> {
    let involved = of.extract.by("ssd_involvements", "invo_person_id");
    let staff = of.extract.by("ssd_professionals", "prof_professional_id");
    let mut sheet =
        CsvSheet::new("sw_episodes.csv", &["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"]);
    for p in &of.people {
        for i in rows_of(&involved, p.id).iter().filter(|i| i.get("invo_professional_role_id") == "SW") {
            let (from, until) = (i.day("invo_involvement_start_date"), i.day("invo_involvement_end_date"));
            let overlaps = |care: &super::Period<'_>| {
                until.is_none_or(|u| care.from.is_none_or(|f| u > f))
                    && care.until.is_none_or(|u| from < Some(u))
            };
            if !of.in_care(p.id).any(overlaps) {
                continue;
            }
            let id = i.get("invo_professional_id");
            let known = rows_of(&staff, id).iter().find_map(|s| s.said("prof_social_worker_registration_no"));
            let number = known.map_or_else(|| registration(id), str::to_owned);
            sheet.row(&[
                p.id,
                &uk(p.born),
                &number,
                &uk(from),
                &uk(until),
                // Every change has a reason in the return; the authority seldom tells one.
                i.said("invo_worker_change_reason").unwrap_or("OTHERS"),
            ]);
        }
    }
    sheet.finish()
}
