//! What a council report prints, as data with its source.

use serde::Deserialize;

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
    /// Others it is compared with.
    #[serde(default)]
    pub compare: Vec<Comparator>,
    /// What the report says of it without a number.
    pub says: Option<String>,
    /// Where it stands.
    pub source: Source,
}

/// Another authority's or group's value.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparator {
    /// Who.
    pub name: String,
    /// Their value.
    pub value: f64,
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
