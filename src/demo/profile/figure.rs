//! What a council report prints, as data with its source.

use crate::calendar::Day;
use serde::{Deserialize, Deserializer};

/// The report a profile was made from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Report {
    /// Its title.
    pub title: String,
    /// Who made it.
    pub body: String,
    /// Its date, or what is known of it.
    pub dated: String,
    /// What a reader must know of it: gaps, slips of the pen, assumptions.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// One figure that the report prints.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Figure {
    /// A name that is unique in the profile.
    pub id: String,
    /// What is counted, in words.
    pub what: String,
    /// The value; absent where the report speaks of it without a number.
    pub value: Option<f64>,
    /// Of what: `percent`, `children`, `families`, `workers`, `posts`, `fte`, `plans`, `per-10000` ...
    pub unit: String,
    /// The day or time it stands for.
    pub period: String,
    /// Places after the point, as printed.
    #[serde(default)]
    pub places: u8,
    /// The value of the period before.
    pub previous: Option<f64>,
    /// The values of a trend beside it, in the order printed.
    #[serde(default)]
    pub series: Vec<f64>,
    /// The target the report names.
    pub target: Option<f64>,
    /// What the report says of it without a number.
    pub says: Option<String>,
    /// The measure that counts it; absent where none can.
    pub measure: Option<String>,
    /// The groups of the measure that are meant, as it labels them (a team's id, a service, `amber to red`), taken
    /// together where there are several; absent for the figure of all.
    #[serde(default, deserialize_with = "groups")]
    pub group: Vec<String>,
    /// Which number of the measure is meant, where it is not its value.
    pub part: Option<Part>,
    /// The day it is as at; absent for the last day of the extract.
    #[serde(default, deserialize_with = "super::load::some_day")]
    pub as_at: Option<Day>,
    /// The day `previous` is as at; absent for the end of the month before.
    #[serde(default, deserialize_with = "super::load::some_day")]
    pub previous_as_at: Option<Day>,
    /// Why no measure counts it, in words.
    pub because: Option<String>,
    /// Where it stands.
    pub source: Source,
}

/// A number of a measure beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// How many fit.
    Hits,
    /// Of how many.
    Of,
    /// The first of the highest.
    Highest,
    /// The last of the highest.
    Lowest,
    /// Of moves: how many more came to the value of the group than left it.
    NetIn,
    /// Of moves: how many more left the value of the group than came to it.
    NetOut,
}

/// One group, or a list of them.
fn groups<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Said {
        One(String),
        Several(Vec<String>),
    }
    Ok(match Said::deserialize(from)? {
        Said::One(group) => vec![group],
        Said::Several(list) => list,
    })
}

/// Where a figure stands in its report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its row in the project's list of requirements.
    pub row: String,
    /// The slide or paragraph.
    pub section: String,
    /// The words of the report.
    pub quote: String,
}
