//! The authority file of an invented authority: its name, its population, and the days its system was down.

use super::Profile;
use crate::calendar::to_iso;
use std::fmt::Write as _;

/// The text of the file, as `--authority` takes it; the population is in proportion to so many children with a record.
pub fn authority_text(profile: &Profile, children: u32) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut out = format!("# An invented authority.\nname = {}\n", quoted(&profile.authority));
    for outage in &profile.outage {
        let _ = write!(
            out,
            "\n[[calendar.outages]]\nfrom = {}\nuntil = {}\nwhat = {}\n# What it did to the figures is not known: what fell due in it is told apart, and counted as always.\nexempts = []\n",
            to_iso(outage.from),
            to_iso(outage.until),
            quoted(&outage.reason)
        );
    }
    let all = u64::from(profile.under_18_population) * u64::from(children);
    let population = all / u64::from(profile.natural_children.max(1));
    let _ = write!(out, "\n[populations]\nunder-18-population = {}\n", population.max(1));
    out.push_str(include_str!("../../seeds/authority.toml"));
    out
}
