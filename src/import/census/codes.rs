//! The code lists of the census, all years.

pub(super) const SENDERS: &[&str] = &[
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6",
    "7", "8", "9", "10",
];

pub(super) const NEEDS: &[&str] = &["N0", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9"];

pub(super) const ETHNICITIES: &[&str] = &[
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
    "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
];

pub(super) const DISABILITIES: &[&str] =
    &["NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"];

pub(super) const SEXES: &[&str] = &["M", "F", "U"];

/// Until 2023 the census had codes of gender where it has letters now.
pub(super) const GENDERS: &[(&str, &str)] = &[("1", "M"), ("2", "F"), ("0", "U"), ("9", "U")];

pub(super) const ABUSES: &[&str] = &["NEG", "PHY", "SAB", "EMO", "MUL"];

/// What the language calls them; several at once are none of its words.
pub(super) const ABUSE: &[(&str, &str)] =
    &[("NEG", "neglect"), ("PHY", "physical"), ("SAB", "sexual"), ("EMO", "emotional"), ("MUL", "")];
