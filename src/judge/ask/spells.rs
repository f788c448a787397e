//! Records of one kind and owner joined into spells, for things that say `joined`.

use super::{Asked, Ctx, ask_condition, for_each_in_pool, value_key};
use crate::calendar::{Amount, Day, NEVER, Unit};
use crate::judge::tri::Tri;
use crate::lang::checked::{Base, Cond, FieldRef, Joined, Leaf, RecordDay, Thing, walk};
use crate::record::Row;

/// So many doubtful pieces are asked in every reading; of more it is not told what they make.
const MOST: usize = 6;

/// The spells that the records of a thing certainly make, in order of their first day.
pub(in super::super) fn spells(t: &Thing, joined: &Joined, ctx: Ctx<'_>) -> Vec<Asked> {
    of_pieces(pieces(t, ctx).0, joined, ctx)
}

/// Tells the spells of every reading: with and without each piece of which it is not known whether it is one. Says no
/// where they are too many, having told two of the readings.
pub(in super::super) fn each_reading(
    t: &Thing,
    joined: &Joined,
    ctx: Ctx<'_>,
    tell: &mut dyn FnMut(Vec<Asked>),
) -> bool {
    let (sure, doubtful) = pieces(t, ctx);
    let all = 1_u32 << doubtful.len().min(MOST);
    let every = doubtful.len() <= MOST;
    for reading in (0..all).filter(|r| every || *r == 0 || *r == all - 1) {
        let taken = |i: usize| if every { reading & 1 << i != 0 } else { reading != 0 };
        let more = doubtful.iter().enumerate().filter(|(i, _)| taken(*i)).map(|(_, piece)| *piece);
        tell(of_pieces(sure.iter().copied().chain(more).collect(), joined, ctx));
    }
    every
}

/// The least and the most that the spells of any reading come to.
pub(super) fn over_readings(
    t: &Thing,
    joined: &Joined,
    ctx: Ctx<'_>,
    count: impl Fn(Vec<Asked>) -> (u32, u32),
) -> (u32, u32) {
    let (mut least, mut most) = (u32::MAX, 0);
    let told = each_reading(t, joined, ctx, &mut |spells| {
        let (certain, possible) = count(spells);
        (least, most) = (least.min(certain), most.max(possible));
    });
    if told { (least, most) } else { (0, u32::MAX) }
}

/// The records that are pieces for certain, and those that may be: `where` chooses them, each asked on its own day, before
/// they are joined (`obligations.md` 3.1, 3.2).
fn pieces(t: &Thing, ctx: Ctx<'_>) -> (Vec<Asked>, Vec<Asked>) {
    let (mut sure, mut doubtful) = (Vec::new(), Vec::new());
    for_each_in_pool(t, ctx, &mut |row| {
        let piece = Asked::plain(ctx.world, Row { kind: t.kind, row });
        if piece.start == NEVER || piece.start > ctx.sees {
            return;
        }
        match is_piece(t, ctx, piece) {
            Tri::Yes => sure.push(piece),
            Tri::Unknown => doubtful.push(piece),
            Tri::No => {}
        }
    });
    (sure, doubtful)
}

/// Whether a record is one of the pieces, by what `where` asks of each.
pub(in super::super) fn is_piece(t: &Thing, ctx: Ctx<'_>, piece: Asked) -> Tri {
    let day = if t.by == RecordDay::Any { ctx.day } else { piece.start };
    let ctx = Ctx { it: piece, ..ctx }.on(day);
    let mut asked = parts(&t.condition).iter().filter(|c| !is_of_spell(c));
    asked
        .try_fold(Tri::Yes, |all, c| Some(all.and(ask_condition(c, ctx))).filter(|t| *t != Tri::No))
        .unwrap_or(Tri::No)
}

/// What `where` asks of the whole spell: how long it lasted, whether it is open, its first and last day.
pub(in super::super) fn ask_spell(t: &Thing, ctx: Ctx<'_>) -> Tri {
    let asked = parts(&t.condition).iter().filter(|c| is_of_spell(c));
    asked.fold(Tri::Yes, |all, c| all.and(ask_condition(c, ctx)))
}

/// What `where` asks of each piece, and what of the spell.
pub(in super::super) fn where_parts(t: &Thing) -> (Cond, Cond) {
    let (of_spell, of_pieces) = parts(&t.condition).iter().cloned().partition(is_of_spell);
    (Cond::All(of_pieces), Cond::All(of_spell))
}

/// A spell as it is asked about: as it stands on the day asked, having no one day of its own. Its end is seen when nothing
/// can join it any more, and then stands as on its own day.
pub(in super::super) fn on_spell(ctx: Ctx<'_>, spell: Asked) -> Ctx<'_> {
    let seen = if spell.seen <= ctx.sees { spell.end } else { spell.seen };
    Ctx { it: Asked { seen, ..spell }, ..ctx }.on(ctx.day.min(spell.end))
}

/// The conditions that must all hold.
fn parts(c: &Cond) -> &[Cond] {
    match c {
        Cond::All(list) => list,
        one => std::slice::from_ref(one),
    }
}

/// Whether a condition asks for days that a spell has of its own.
fn is_of_spell(c: &Cond) -> bool {
    #[derive(Default)]
    struct Days {
        /// How many other things the walk is inside.
        inside: u32,
        found: bool,
    }
    impl walk::Parts for Days {
        fn field(&mut self, f: &FieldRef) {
            let day = matches!(f.leaf, Leaf::Start | Leaf::End | Leaf::Record);
            self.found |= self.inside == 0 && day && f.base == Base::It && f.steps.is_empty();
        }
        fn condition(&mut self, c: &Cond) {
            self.found |= self.inside == 0 && matches!(c, Cond::Open | Cond::Lasted(..));
        }
        fn enter(&mut self, _: crate::record::KindId) {
            self.inside += 1;
        }
        fn leave(&mut self) {
            self.inside -= 1;
        }
    }
    let mut days = Days::default();
    walk::condition(c, &mut days);
    days.found
}

/// The spells of some pieces, each with the day its end is seen.
fn of_pieces(all: Vec<Asked>, joined: &Joined, ctx: Ctx<'_>) -> Vec<Asked> {
    // What joins a piece cannot be told where its last day cannot be read.
    let (alone, pieces): (Vec<Asked>, Vec<Asked>) =
        all.into_iter().partition(|p| ctx.world.end_unread(p.row));
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
pub(in super::super) fn reach(end: Day, joined: &Joined, ctx: Ctx<'_>) -> Day {
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
