//! One stretch of a file: read, and where reading stops, explained, mended and read on.

use super::build::Build;
use super::grammar::{Pair, Pairs, Rule, read as run};
use super::parts::{Built, Odd};
use super::places::Copy;
use super::{cut, depth, wanted};
use crate::lang::ast::Item;
use crate::lang::hints::{self, Mend, Piece, PieceKind, Slip, Trouble};
use crate::text::{Diagnostic, Diagnostics, SourceId};
use std::collections::BTreeSet;

/// How many bytes may be read again to try a mend, in one file: a slip is explained well in any real file,
/// and no text can make the explanation slow.
pub(super) const EFFORT: usize = 4_000_000;

/// A longer stretch is not read again at all; the longest standard with all its examples is a quarter of
/// this.
const LONG: usize = 16_000;

/// Slips explained in one stretch; what comes after more of them is guesswork.
const SLIPS: usize = 12;

/// Reads one stretch into items; what is wrong goes to `found`.
pub(super) fn read(
    source: SourceId,
    base: usize,
    text: &str,
    effort: &mut usize,
    found: &mut Diagnostics,
) -> Vec<Item> {
    let mut copy = Copy::new(source, base, text);
    close_quotes(&mut copy, found);
    let mut whole = true;
    let mut lines = BTreeSet::new();
    for _ in 0..SLIPS {
        let pieces = cut(copy.text());
        if let Some(piece) = depth::too_deep(copy.text(), &pieces) {
            found.push(too_deep(&copy, piece));
            return Vec::new();
        }
        match run(Rule::items, copy.text()) {
            Ok(pairs) => {
                let items = built(&copy, &pieces, pairs, found);
                return if whole { items } else { Vec::new() };
            }
            Err(stopped) => {
                let words: Vec<Piece> =
                    pieces.iter().copied().filter(|p| p.kind != PieceKind::Note).collect();
                let trouble = Trouble::new(copy.text(), &words, stopped.at, wanted::words(&stopped.wanted));
                let mut attempt = |mend: &Mend| attempt(&copy, mend, effort);
                let slip = hints::explain(&trouble, &mut attempt);
                let fault = told(&copy, &slip);
                let line = line_of(text, fault.span.map_or(0, |s| s.start as usize - base));
                if !lines.insert(line) && slip.weak {
                    return Vec::new();
                }
                found.push(fault);
                match slip.mend {
                    Some(mend) => {
                        whole &= !mend.drops;
                        copy.mend(mend.start, mend.end, &mend.new);
                    }
                    None => return Vec::new(),
                }
            }
        }
    }
    Vec::new()
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&b| b == b'\n').count()
}

/// How many bytes a mended copy leaves unread; nothing when the effort is spent.
fn attempt(copy: &Copy, mend: &Mend, effort: &mut usize) -> Option<usize> {
    let text = copy.with(mend.start, mend.end, &mend.new).filter(|text| text.len() <= LONG)?;
    *effort = effort.checked_sub(text.len())?;
    if depth::too_deep(&text, &cut(&text)).is_some() {
        return None;
    }
    Some(run(Rule::items, &text).err().map_or(0, |stopped| (text.len() - stopped.at.min(text.len())).max(1)))
}

/// A quote that is not closed on its line would swallow the lines below; it is told first.
fn close_quotes(copy: &mut Copy, found: &mut Diagnostics) {
    let pieces = cut(copy.text());
    for piece in pieces.iter().rev().filter(|p| p.kind == PieceKind::OpenText) {
        let slip = hints::open_quote(copy.text(), *piece);
        found.push(told(copy, &slip));
        if let Some(mend) = slip.mend {
            copy.mend(mend.start, mend.end, &mend.new);
        }
    }
}

fn told(copy: &Copy, slip: &Slip) -> Diagnostic {
    let mut fault = Diagnostic::error(slip.code, copy.span(slip.start, slip.end), slip.message.clone());
    fault.label = slip.label.clone();
    fault.help = slip.help.clone();
    fault
}

fn too_deep(copy: &Copy, piece: Piece) -> Diagnostic {
    let place = copy.span(piece.start, piece.end);
    let message = format!("this sentence nests more than {} deep", depth::LIMIT);
    Diagnostic::error("too-deep", place, message).help("give a part of it a name with `define`")
}

fn built(copy: &Copy, pieces: &[Piece], pairs: Pairs<'_>, found: &mut Diagnostics) -> Vec<Item> {
    let mut build = Build::new(copy, pieces);
    let mut items = Vec::new();
    let all =
        pairs.flat_map(Pair::into_inner).filter(|p| p.as_rule() == Rule::item).flat_map(Pair::into_inner);
    for pair in all {
        let place = build.span(&pair);
        match item(&mut build, pair) {
            Ok(item) => items.push(item),
            Err(Odd(what)) => found.push(
                Diagnostic::error("fault-of-ours", place, format!("the reader failed at {what}"))
                    .help("this is a fault of the program, not of the rule: please report it"),
            ),
        }
    }
    found.list.append(&mut build.faults);
    items
}

fn item(build: &mut Build<'_>, pair: Pair<'_>) -> Built<Item> {
    Ok(match pair.as_rule() {
        Rule::record_decl => Item::Record(build.record(pair)?),
        Rule::list_decl => Item::List(build.list(pair)?),
        Rule::define_decl => Item::Define(build.define(pair)?),
        Rule::plugin_decl => Item::Plugin(build.plugin(pair)?),
        Rule::standard => Item::Standard(Box::new(build.standard(pair)?)),
        Rule::measure => Item::Measure(Box::new(build.measure(pair)?)),
        Rule::theme => Item::Theme(Box::new(build.theme(pair)?)),
        _ => return Err(Odd("an item")),
    })
}
