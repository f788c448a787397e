//! The rows of an invented authority, written from its families and staff.

mod adoption;
mod allocations;
mod breaks;
mod care;
mod court;
mod education;
mod employment;
mod families;
mod front;
mod health;
mod inquiry;
mod learning;
mod leavers;
mod managers;
mod missing;
mod need;
mod oversight;
mod placed;
mod placements;
mod protection;
mod reviews;
mod scene;
mod teams;
mod visit;

pub(crate) use scene::Scene;

use super::life::Household;
use super::sheet::Book;

/// Writes every row.
pub(crate) fn write(book: &mut Book, scene: &Scene, families: &[Household]) {
    for house in families {
        let mut chance = scene.world.stream("rows", house.number);
        families::write(book, scene, house, &mut chance);
        front::write(book, scene, house, &mut chance);
        for opening in &house.openings {
            inquiry::write(book, scene, house, opening, &mut chance);
            protection::write(book, scene, house, opening, &mut chance);
            need::write(book, scene, house, opening, &mut chance);
            court::write(book, scene, house, opening, &mut chance);
            care::write(book, scene, house, opening, &mut chance);
            oversight::write(book, scene, house, opening, &mut chance);
        }
        breaks::write(book, scene, house, &mut chance);
        leavers::write(book, scene, house, &mut chance);
        allocations::write(book, scene, house, &mut chance);
    }
    families::mothers(book, scene, families);
    teams::write(book, scene);
    employment::write(book, scene);
    managers::write(book, scene, families);
    education::schools(book);
    learning::write(book, scene);
}
