//! The making: profile and options to files.

use super::emit::{self, Scene};
use super::error::DemoError;
use super::fit;
use super::life::{Household, households};
use super::profile::Profile;
use super::sheet::{Book, Finished};
use super::staff::{Role, Staff, engage};
use super::summary::{Rows, Summary};
use super::world::World;
use crate::calendar::{Day, add_months};
use std::path::Path;

/// What a caller may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Children with a record.
    pub children: u32,
    /// The seed: another one gives another authority of the same shape.
    pub seed: u64,
    /// The last day of the extract; the profile's own when not said.
    pub last_day: Option<Day>,
}

impl Default for Options {
    fn default() -> Self {
        Options { children: 300, seed: 1, last_day: None }
    }
}

/// An authority that is made but not yet written.
#[derive(Debug)]
pub struct Authority {
    /// What it holds.
    pub summary: Summary,
    /// Its files.
    pub files: Vec<Finished>,
}

/// Makes an authority in memory.
pub fn generate(profile: &Profile, options: &Options) -> Result<Authority, DemoError> {
    let world = World::new(profile, options)?;
    let families = households(&world, options.children)?;
    let (staff, hands) = engage(&world, &families);
    let mut book = Book::new();
    emit::write(&mut book, &Scene { world: &world, staff: &staff, hands: &hands }, &families);
    let mut files = book.finish()?;
    // At its natural size a fitted authority has the figures of its report; at another it only leans on them.
    let natural = options.children == profile.natural_children && world.last == profile.last_day;
    if natural && profile.fitted {
        files = fit::fit(&world, files)?;
    }
    Ok(Authority { summary: summary(&world, &families, &staff, &files), files })
}

/// Makes an authority and writes its files into a folder, which is made when it is not there.
pub fn write_authority(profile: &Profile, out: &Path, options: &Options) -> Result<Summary, DemoError> {
    let made = generate(profile, options)?;
    write_tables(&made, out)?;
    Ok(made.summary)
}

/// Writes the tables of an authority into a folder, which is made when it is not there.
pub fn write_tables(made: &Authority, out: &Path) -> Result<(), DemoError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |reason| DemoError::Unwritable { path, reason }
    };
    std::fs::create_dir_all(out).map_err(failed(out))?;
    for file in &made.files {
        let path = out.join(format!("{}.csv", file.table.name));
        std::fs::write(&path, &file.text).map_err(failed(&path))?;
    }
    Ok(())
}

fn summary(world: &World, families: &[Household], staff: &Staff, files: &[Finished]) -> Summary {
    let last = world.last;
    let count = |open: &dyn Fn(&Household) -> bool| -> u32 {
        families.iter().filter(|h| open(h)).map(|h| h.kids.len() as u32).sum()
    };
    let still = |until: Option<Day>| until.is_none_or(|u| u > last);
    let minor = |h: &Household, from: Day| {
        h.kids.iter().filter(|k| k.birth <= from && add_months(k.birth, 12 * 18) > last).count() as u32
    };
    let cares = families
        .iter()
        .flat_map(|h| h.openings.iter().flat_map(move |o| o.cares.iter().map(move |c| (h, c))));
    Summary {
        profile: world.profile.name.clone(),
        authority: world.profile.authority.clone(),
        seed: world.seed,
        last_day: last,
        children: count(&|_| true),
        families: families.len() as u32,
        in_need: count(&|h| h.openings.iter().any(|o| o.needs.iter().any(|n| still(n.until)))),
        on_protection_plan: count(&|h| {
            h.openings.iter().any(|o| o.protections.iter().any(|p| still(p.until)))
        }),
        in_care: cares.filter(|(_, c)| still(c.until)).map(|(h, c)| minor(h, c.from)).sum(),
        workers: [Role::SocialWorker, Role::PersonalAdviser]
            .iter()
            .map(|&r| staff.all_on(r, last).len() as u32)
            .sum(),
        teams: world.profile.teams.len() as u32,
        tables: files.iter().map(|f| Rows { table: f.table.name, rows: f.rows }).collect(),
    }
}
