//! Rates for every 10,000 children: how many that is of the profile's population, and as many enquiries as one wants.

use super::Fit;
use super::aim::{Aim, Printed, back};
use super::enquiries::ENQUIRIES;
use crate::calendar::Day;

impl Fit<'_> {
    /// What is printed as a rate, as the number of children it stands for.
    pub(super) fn rate(&self, measure: &str) -> Option<Aim> {
        let aim = self.aim(measure)?;
        let people = self.aims.profile.under_18_population;
        let number = |p: Option<Printed>| p.and_then(|p| p.number(10_000, people));
        Some(Aim { printed: aim.printed.map(number), ..aim })
    }

    /// Enquiries of the twelve months before the day: those that led nowhere are taken out until the rate comes out.
    pub(super) fn enquiry_rate(&mut self) {
        let Some(aim) = self.rate("section-47-rate") else { return };
        let [_, day] = aim.days;
        let Some(wanted) = aim.printed[1].map(Printed::whole) else { return };
        let first = back(day, 12);
        let started = |fit: &Self, row: usize| -> Option<Day> {
            fit.sheets.day(ENQUIRIES, row, "s47e_s47_start_date").filter(|d| (first..=day).contains(d))
        };
        let rows: Vec<usize> =
            self.sheets.rows(ENQUIRIES).into_iter().filter(|&r| started(self, r).is_some()).collect();
        let spare = (rows.len() as u32).saturating_sub(wanted);
        let initial = self.initial();
        let mut left = spare;
        for row in self.mixed("section-47-rate", rows) {
            let child = self.sheets.text(ENQUIRIES, row, "s47e_person_id").to_owned();
            if left > 0 && !initial.contains_key(&child) {
                self.drop_enquiry(row, &child);
                left -= 1;
            }
        }
    }
}
