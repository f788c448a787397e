//! Invented returns with faults, to measure and to try rules on:
//! `returns --return cin|ssda903 --children N --faults 1% --seed S --out DIR`. What `duecare demo --export` makes is cut to
//! the year of the return, and a share of its cells and rows is damaged, always alike from the same seed. It prints how many
//! of what it did.
#![allow(clippy::print_stdout, reason = "its output says what was damaged")]

#[path = "returns/census.rs"]
mod census;
#[path = "returns/faults.rs"]
mod faults;
#[path = "returns/options.rs"]
mod options;
#[path = "returns/people.rs"]
mod people;
#[path = "returns/tables.rs"]
mod tables;

use duecare::demo::{NationalFormat, Options, Profile, export, generate};
use faults::Damage;
use options::Asked;
use std::error::Error;

/// Children of one invented authority; a larger return is made of several, each from a seed of its own.
const AUTHORITY: u32 = 12_000;

fn main() -> Result<(), Box<dyn Error>> {
    let asked = options::read(std::env::args().skip(1))?;
    std::fs::create_dir_all(&asked.out)?;
    let mut damage = Damage::new(asked.seed, asked.share);
    let made = match asked.of.as_str() {
        "cin" => census::make(&asked, &mut damage)?,
        _ => tables::make(&asked, &mut damage)?,
    };
    println!("{}: {made} children, {} in {}", asked.of, asked.says(), asked.out.display());
    for (what, count) in damage.counts() {
        println!("{count:>8}  {what}");
    }
    Ok(())
}

/// The files of one invented authority after another, until there are enough children: `take` says whether there are.
fn authorities(
    asked: &Asked,
    format: NationalFormat,
    mut take: impl FnMut(u32, Vec<(String, String)>) -> bool,
) -> Result<(), Box<dyn Error>> {
    let profile = Profile::named("default")?;
    for place in 0.. {
        let children = AUTHORITY.min(asked.children.saturating_mul(8).max(100));
        let seed = asked.seed.wrapping_add(u64::from(place));
        let made = generate(&profile, &Options { children, seed, last_day: Some(asked.last_day) })?;
        let files = export(&made, format)?.into_iter();
        let files = files.map(|f| Ok((f.name, String::from_utf8(f.bytes)?)));
        if take(place, files.collect::<Result<_, std::string::FromUtf8Error>>()?) {
            break;
        }
    }
    Ok(())
}
