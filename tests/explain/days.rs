//! The days on which an obligation is worth asking about.

use duecare::calendar::{Day, NEVER};
use duecare::judge::{Ledger, Obligation};

/// Days on and beside which its verdict may change, within some days.
pub(crate) fn days(ledger: &Ledger, o: &Obligation, first: Day, last: Day) -> Vec<Day> {
    let mut out = vec![o.opened, last];
    for d in [o.lo, o.hi, o.done, o.ended, o.ended_seen, o.exempt, o.gap] {
        if d != NEVER && d != Day::MIN {
            out.extend([d - 1, d, d + 1]);
        }
    }
    if let Some(extra) = ledger.extra(o) {
        out.extend(extra.held.iter().map(|h| h.0 + 1));
        out.extend(extra.bridged.iter().map(|b| b.0));
        out.extend(extra.values.iter().map(|v| v.from));
        out.extend(extra.dues.iter().map(|d| d.0));
    }
    out.retain(|d| *d >= first && *d <= last);
    out.sort_unstable();
    out.dedup();
    out
}
