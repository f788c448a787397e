//! Ranges of codes: `A3 to A6`, `RC1 to RC9`, `1 to 10`.

use super::literal::written;
use crate::lang::ast;
use crate::text::Diagnostic;

/// The longest range that is not a slip.
const LONGEST: u64 = 1_000;

/// All codes of a range, both ends in.
pub(crate) fn range(first: &ast::Value, last: &ast::Value) -> Result<Vec<String>, Box<Diagnostic>> {
    let span = first.span.to(last.span);
    let (a, b) = (written(&first.literal), written(&last.literal));
    let refuse = |message: String, help: &str| {
        Err(Box::new(Diagnostic::error("wrong-range", span, message).help(help)))
    };
    let (Some((head, from)), Some((other, to))) = (numbered(&a), numbered(&b)) else {
        return refuse(
            format!("`{a} to {b}` is no range"),
            "a range runs over a number at the end: `A3 to A6`",
        );
    };
    if head != other {
        return refuse(
            format!("`{a}` and `{b}` do not begin alike"),
            "both ends of a range have the same letters: `A3 to A6`",
        );
    }
    if from > to {
        return refuse(format!("`{a}` comes after `{b}`"), "write the smaller one first");
    }
    if to - from > LONGEST {
        return refuse(
            format!("`{a} to {b}` holds more than {LONGEST} codes"),
            "put long lists of codes in a file",
        );
    }
    Ok((from..=to).map(|n| format!("{head}{n}")).collect())
}

/// Letters, then a number without leading noughts.
fn numbered(code: &str) -> Option<(&str, u64)> {
    let digits = code.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (head, number) = code.split_at_checked(code.len() - digits)?;
    let leading = number.len() > 1 && number.starts_with('0');
    if leading { None } else { Some((head, number.parse().ok()?)) }
}
