//! The last pass over made records: single facts are moved until the figures that a report prints come out of them.
//!
//! It goes through the tables as rows, with plain arithmetic of its own, in an order in which no later move undoes an
//! earlier one. What it cannot reach it leaves as near as it comes; a test lists that.

mod actions;
mod aim;
mod care;
mod cases;
mod conferences;
mod court;
mod ended;
mod enquiries;
mod front;
mod leavers;
mod loads;
mod looks;
mod needs;
mod placed;
mod plans;
mod posts;
mod rates;
mod reviewed;
mod settle;
mod shares;
mod sheets;
mod staffing;
mod stocks;
mod visits;
mod zones;

use super::chance::Chance;
use super::error::DemoError;
use super::sheet::Finished;
use super::world::World;
use aim::{Aim, Aims};
use sheets::Sheets;

/// The tables with what they are to show.
struct Fit<'a> {
    world: &'a World<'a>,
    aims: Aims<'a>,
    sheets: Sheets,
}

impl Fit<'_> {
    /// What is printed of a measure.
    fn aim(&self, measure: &str) -> Option<Aim> {
        self.aims.of(measure, &[])
    }

    /// A list in an order of chance, the same for the same seed.
    fn mixed<T>(&self, measure: &str, mut list: Vec<T>) -> Vec<T> {
        self.chance(measure).shuffle(&mut list);
        list
    }

    /// The chance of one figure.
    fn chance(&self, measure: &str) -> Chance {
        self.world.stream(&format!("fit {measure}"), 0)
    }
}

/// Moves facts in finished tables until the figures of the profile's report come out.
pub(super) fn fit(world: &World, files: Vec<Finished>) -> Result<Vec<Finished>, DemoError> {
    let mut fit = Fit { world, aims: Aims { profile: world.profile }, sheets: Sheets::open(files)? };
    fit.stocks();
    fit.court();
    fit.posts();
    fit.staffing();
    fit.actions();
    fit.front();
    fit.conference_plans();
    fit.plans();
    fit.repeated_lately();
    fit.categories();
    fit.going_home();
    fit.enquiries();
    fit.enquiry_rate();
    fit.left_for_good();
    fit.placements();
    fit.alone();
    fit.looks();
    fit.need_visits();
    fit.needs();
    fit.loads();
    fit.sheets.close()
}
