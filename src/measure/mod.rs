//! Figures and themes: what is counted from obligations and records, and never rounded over a target.

mod answer;
mod by;
mod cases;
mod colour;
mod comparators;
mod evaluate;
mod fraction;
mod ground;
mod group;
mod item;
mod looked;
mod moves;
mod needs;
mod rates;
mod reach;
mod shown;
mod standing;
mod stat;
mod tally;
mod that;
mod theme;

mod things;

pub use answer::{Breakdown, Figure, Group, Measured, Missing, MoveCount, Point, Range, Sort, Top};
pub use colour::{ColourWord, aims};
pub use comparators::{Comparator, Comparators, Compared, Dated};
pub use evaluate::{at_day, evaluate};
pub use fraction::Fraction;
pub use ground::{Ground, Populations, Request};
pub use needs::standards_of;
pub use rates::{
    Duties, Longest, Parts, REOPENED_WITHIN, RatePeriod, Rates, Reopening, Stretch, opened_again, periods,
    rates,
};
pub use reach::Reach;
pub use shown::{plain, shown, with_unit};
pub use standing::{Better, Side, Standing, StandingWord, Way, Yardstick, standing};
pub use tally::{Children, Tally};
pub use theme::{Found, Sampled, Stratum, ThemeAnswer, theme};
