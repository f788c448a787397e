//! The yearly questions: health of children in care a year and more (OC2), and care leavers (OC3).

use super::Return;
use crate::calendar::{Day, add_months};
use crate::demo::error::DemoError;
use crate::demo::export::Exported;
use crate::demo::export::extract::{Groups, Row, of as rows_of};
use crate::demo::export::people::Person;
use crate::demo::export::sheet::{CsvSheet, uk};

const OC2: &[&str] = &[
    "CHILD",
    "DOB",
    "SDQ_SCORE",
    "SDQ_REASON",
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
];

/// Children who have been in care for a year on the last day.
pub(super) fn in_care(of: &Return<'_>) -> Result<Exported, DemoError> {
    let health = of.extract.by("ssd_cla_health", "clah_person_id");
    let questionnaires = of.extract.by("ssd_sdq_scores", "csdq_person_id");
    let convictions = of.extract.by("ssd_cla_convictions", "clac_person_id");
    let misuse = of.extract.by("ssd_cla_substance_misuse", "clas_person_id");
    let immunised = of.extract.by("ssd_cla_immunisations", "clai_person_id");
    let last = of.extract.last;
    let year = Year { from: add_months(last, -12), last };
    let mut sheet = CsvSheet::new("oc2.csv", OC2);
    for p in &of.people {
        let a_year = |c: &super::Period<'_>| c.until.is_none() && c.from.is_some_and(|f| f <= year.from);
        if !of.in_care(p.id).any(a_year) {
            continue;
        }
        let done = |kind: &str| {
            rows_of(&health, p.id).iter().any(|h| {
                h.get("clah_health_check_type").ends_with(kind)
                    && h.get("clah_health_check_status") == "Completed"
                    && year.holds(h.day("clah_health_check_date"))
            })
        };
        let age = age(p, last);
        let (score, reason) = year.questionnaire(rows_of(&questionnaires, p.id), age);
        let misused = rows_of(&misuse, p.id).iter().find(|m| year.holds(m.day("clas_substance_misuse_date")));
        let received = misused.map(|m| m.get("clas_intervention_received") == "Y");
        let young = age.is_some_and(|a| a < 5);
        sheet.row(&[
            p.id,
            &uk(p.born),
            score,
            reason,
            flag(year.any(&convictions, p.id, "clac_cla_conviction_date")),
            if young { flag(done("Health Assessment")) } else { "" },
            flag(rows_of(&immunised, p.id).iter().any(|i| i.get("clai_immunisations_status") == "Y")),
            flag(done("Dental Check")),
            flag(done("Health Assessment")),
            flag(misused.is_some()),
            received.map_or("", flag),
            // Asked only where none was received; nobody wrote it down, so that it was offered is invented.
            received.filter(|r| !r).map_or("", |_| "1"),
        ]);
    }
    sheet.finish()
}

/// The twelve months up to the last day.
struct Year {
    from: Day,
    last: Day,
}

impl Year {
    fn holds(&self, day: Option<Day>) -> bool {
        day.is_some_and(|d| d > self.from && d <= self.last)
    }

    fn any(&self, groups: &Groups<'_>, child: &str, column: &str) -> bool {
        rows_of(groups, child).iter().any(|r| self.holds(r.day(column)))
    }

    /// The latest score, or why there is none: out of the ages that are asked about (`SDQ1`), or another (`SDQ4`).
    fn questionnaire<'e>(&self, rows: &[Row<'e>], age: Option<i32>) -> (&'e str, &'e str) {
        let in_year = rows.iter().filter(|r| self.holds(r.day("csdq_sdq_completed_date")));
        let latest = in_year.max_by_key(|r| r.get("csdq_sdq_completed_date"));
        match latest {
            Some(r) if r.said("csdq_sdq_score").is_some() => (r.get("csdq_sdq_score"), ""),
            _ if !age.is_some_and(|a| (4..=16).contains(&a)) => ("", "SDQ1"),
            Some(r) => ("", r.said("csdq_sdq_reason").unwrap_or("SDQ4")),
            None => ("", "SDQ4"),
        }
    }
}

/// Care leavers who were 17 to 21 in the year.
pub(super) fn leavers(of: &Return<'_>) -> Result<Exported, DemoError> {
    let facts = of.extract.by("ssd_care_leavers", "clea_person_id");
    let mut sheet = CsvSheet::new("oc3.csv", &["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"]);
    for p in &of.people {
        let Some(row) = rows_of(&facts, p.id).first() else { continue };
        if !age(p, of.extract.last).is_some_and(|a| (17..=21).contains(&a)) {
            continue;
        }
        let touch = row.said("clea_care_leaver_in_touch").unwrap_or("NO");
        let activity = row.said("clea_care_leaver_activity").unwrap_or("0");
        // The kind of home and whether it suits are one code.
        let home = format!(
            "{}{}",
            row.get("clea_care_leaver_accommodation"),
            row.get("clea_care_leaver_accom_suitable")
        );
        let home = if home.len() == 2 { home.as_str() } else { "0" };
        sheet.row(&[p.id, &uk(p.born), touch, activity, home]);
    }
    sheet.finish()
}

fn age(p: &Person<'_>, day: Day) -> Option<i32> {
    crate::calendar::months_between(p.born?, day).map(|m| m.div_euclid(12))
}

fn flag(yes: bool) -> &'static str {
    if yes { "1" } else { "0" }
}
