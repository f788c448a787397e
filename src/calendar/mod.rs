//! Whole days, amounts, working days, terms; no clock.

mod add;
mod age;
mod amount;
mod day;
mod months;
mod outage;
mod table;

pub use add::{AddOptions, Reach};
pub use amount::{Amount, Unit};
pub use day::{
    ALWAYS, Day, MONTHS, NEVER, add_months, from_civil, is_weekend, month_named, months_between, parse_iso,
    sortable, to_civil, to_iso, to_long, unsortable, year_of,
};
pub use outage::Outage;
pub use table::{Calendar, CalendarError, SlotList, WorkingDays};
