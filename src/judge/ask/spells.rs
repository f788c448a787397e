//! Records of one kind and owner joined into spells, for things that say `joined`.

use super::{Asked, Ctx, for_each_in_pool, value_key};
use crate::calendar::{Amount, Day, NEVER, Unit};
use crate::lang::checked::{Joined, Thing};
use crate::record::Row;

/// The spells that the records of a thing make, in order of their first day. Pieces are joined before `where` is asked.
pub(in super::super) fn spells(t: &Thing, joined: &Joined, ctx: Ctx<'_>) -> Vec<Asked> {
    let (mut pieces, mut alone) = (Vec::new(), Vec::new());
    for_each_in_pool(t, ctx, &mut |row| {
        let piece = Asked::plain(ctx.world, Row { kind: t.kind, row });
        if piece.start == NEVER || piece.start > ctx.sees {
            return;
        }
        // What joins it cannot be told where its last day cannot be read.
        let list = if ctx.world.end_unread(piece.row) { &mut alone } else { &mut pieces };
        list.push(piece);
    });
    let mut spells = join_pieces(pieces, joined, ctx);
    for spell in &mut spells {
        spell.seen = reach(spell.end, joined, ctx);
    }
    if !alone.is_empty() {
        spells.extend(alone);
        spells.sort_by_key(|s| (s.start, s.row.row));
    }
    spells
}

/// Joins dated, possible pieces of one owner.
pub(in super::super) fn join_pieces(mut pieces: Vec<Asked>, joined: &Joined, ctx: Ctx<'_>) -> Vec<Asked> {
    pieces.sort_by_key(|p| (p.start, p.row.row));
    let mut open: Vec<(Option<u64>, Asked)> = Vec::new();
    let mut done = Vec::new();
    for piece in pieces {
        let key = match &joined.same {
            None => None,
            // A blank joins nothing.
            Some(f) => match value_key(f, Ctx { it: piece, sees: NEVER, ..ctx }) {
                None => {
                    done.push(piece);
                    continue;
                }
                known => known,
            },
        };
        match open.iter_mut().find(|(k, _)| *k == key) {
            Some((_, spell)) if piece.start <= reach(spell.end, joined, ctx) => {
                spell.end = spell.end.max(piece.end);
            }
            Some((_, spell)) => done.push(std::mem::replace(spell, piece)),
            None => open.push((key, piece)),
        }
    }
    done.extend(open.into_iter().map(|(_, spell)| spell));
    done.sort_by_key(|s| (s.start, s.row.row));
    done
}

/// The last day on which the next piece still joins.
fn reach(end: Day, joined: &Joined, ctx: Ctx<'_>) -> Day {
    if end == NEVER || joined.sharing_day {
        return end;
    }
    let one_more = match joined.gaps {
        Some(g) => Amount::new(g.count.saturating_add(1), g.unit),
        None => Amount::new(1, Unit::Days),
    };
    let sum = ctx.world.calendar.add_plain(end, one_more);
    if sum.lo == sum.hi { sum.lo } else { sum.lo.max(end.saturating_add(1)) }
}
