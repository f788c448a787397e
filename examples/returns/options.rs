//! What is asked for.

use duecare::calendar::{Day, parse_iso};
use std::path::PathBuf;

/// A return to be made.
pub struct Asked {
    /// `cin` or `ssda903`.
    pub of: String,
    pub children: u32,
    /// Of a hundred thousand cells, and of as many rows, so many are damaged.
    pub share: u64,
    pub seed: u64,
    pub out: PathBuf,
    /// The last day of the year that the newest rules are of.
    pub last_day: Day,
}

impl Asked {
    /// The share in words.
    pub fn says(&self) -> String {
        format!("{}% of cells and rows damaged", self.share as f64 / 1000.0)
    }
}

const USAGE: &str = "returns --return cin|ssda903 --children N --faults 1% --seed S --out DIR";

/// Reads the arguments; each has a default but the folder.
pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked = Asked {
        of: "cin".to_owned(),
        children: 1000,
        share: 1000,
        seed: 1,
        out: PathBuf::new(),
        last_day: parse_iso("2026-03-31").unwrap_or_default(),
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        let number = || value.parse::<u64>().map_err(|_| format!("{name} {value}: {USAGE}"));
        match name.as_str() {
            "--return" if value == "cin" || value == "ssda903" => asked.of.clone_from(&value),
            "--children" => asked.children = number()? as u32,
            "--seed" => asked.seed = number()?,
            "--out" => asked.out = PathBuf::from(&value),
            "--faults" => {
                let share = value.strip_suffix('%').and_then(|n| n.parse::<f64>().ok());
                let share = share.filter(|s| (0.0..=100.0).contains(s)).ok_or("--faults is written 1%")?;
                asked.share = (share * 1000.0).round() as u64;
            }
            _ => return Err(format!("{name} {value}: {USAGE}")),
        }
    }
    if asked.out.as_os_str().is_empty() {
        return Err(USAGE.to_owned());
    }
    if asked.of == "ssda903" {
        asked.last_day = parse_iso("2027-03-31").unwrap_or_default();
    }
    Ok(asked)
}
