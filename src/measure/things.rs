//! The records a figure counts.

use super::answer::Missing;
use super::fraction::millionths;
use super::item::{Item, Standing};
use crate::calendar::{Day, NEVER};
use crate::judge::{Asker, Datum};
use crate::lang::checked::{FieldRef, RecordDay, Thing, Value, Window};

/// The records of a cohort on a day, by kind and row.
pub(super) fn records(
    asker: &Asker<'_>,
    things: &[Thing],
    weight: Option<&FieldRef>,
    day: Day,
) -> Result<Vec<Item>, Missing> {
    let child = asker.caseload().vocabulary.kind_named("child");
    let mut out = Vec::new();
    for (part, thing) in things.iter().enumerate() {
        slot_there(asker, thing.window.as_ref(), day)?;
        for found in asker.cohort(thing, day) {
            let mut item = Item::record(found, part);
            if let Some(field) = weight {
                match asker.value(&Value::Field(field.clone()), &found, day) {
                    Datum::Number(n) => item.weight = millionths(n),
                    // Without its weight it can be in no sum; it is told as what cannot be told.
                    _ => (item.weight, item.standing) = (0, Standing::CannotTell),
                }
            }
            if let Some(d) = &thing.distinct {
                item.once = Some(asker.key(&d.by, &found, day));
            }
            if thing.by == RecordDay::Ended && found.end != NEVER {
                // Whoever held it when it ended: on the day itself the allocation may have ended with it.
                item.held = found.end.saturating_sub(1).max(found.start);
            }
            let root = asker.root(found.row);
            item.child = (child == Some(root.kind)).then_some(root.row);
            out.push(item);
        }
    }
    Ok(out)
}

/// Whether the calendar has the stretch that a window names.
pub(super) fn slot_there(asker: &Asker<'_>, window: Option<&Window>, day: Day) -> Result<(), Missing> {
    match window {
        Some(Window::InSlot(name)) if asker.calendar().slot_of(name, day).is_none() => {
            Err(Missing::NoSlot(name.clone()))
        }
        _ => Ok(()),
    }
}
