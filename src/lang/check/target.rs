//! Targets that point one way, comparators of the right sort.

use super::overrides::Overrides;
use crate::lang::ast;
use crate::lang::checked::{Colour, Compare, Literal, Target};
use crate::text::{Diagnostic, Diagnostics, Span};

/// Whether a measure shows a percentage; else it shows a number.
pub(crate) fn is_percentage(shows: &ast::Shows) -> bool {
    matches!(shows, ast::Shows::Percentage(..) | ast::Shows::Share(_))
}

/// The targets of a measure, or those the authority gives it.
pub(crate) fn targets(m: &ast::Measure, overrides: &Overrides<'_>, out: &mut Diagnostics) -> Vec<Target> {
    let mut found: Vec<(Target, Span)> = Vec::new();
    for t in &m.targets {
        let Some(value) = figure(&t.value, is_percentage(&m.shows), out) else { continue };
        let colour = match t.colour {
            ast::Colour::Green => Colour::Green,
            ast::Colour::Amber => Colour::Amber,
        };
        let at_least = t.side == ast::BoundSide::AtLeast;
        found.push((Target { colour, at_least, value, by: t.by.map(|d| d.day) }, t.span));
    }
    agree(&found, out);
    let given = overrides.file.and_then(|(file, _)| file.targets.iter().find(|t| t.measure == m.id.text));
    match given {
        Some(given) => {
            let place = overrides.place(given.place);
            let given: Vec<(Target, Span)> = given.targets.iter().map(|t| (t.clone(), place)).collect();
            for (t, span) in &given {
                right_sort(&t.value, *span, is_percentage(&m.shows), out);
            }
            agree(&given, out);
            given.into_iter().map(|t| t.0).collect()
        }
        None => found.into_iter().map(|t| t.0).collect(),
    }
}

fn right_sort(value: &Literal, span: Span, percentage: bool, out: &mut Diagnostics) -> bool {
    let fits = matches!(value, Literal::Percent(_)) == percentage;
    if !fits {
        let (is, say) = if percentage { ("a percentage", "90%") } else { ("a number", "16") };
        out.push(
            Diagnostic::error("wrong-unit", span, format!("this measure shows {is}"))
                .help(format!("say it as {is}, for example `{say}`")),
        );
    }
    fits
}

fn figure(v: &ast::Value, percentage: bool, out: &mut Diagnostics) -> Option<Literal> {
    let value = match &v.literal {
        ast::Literal::Number(n) => Literal::Number(n.to_f64()),
        ast::Literal::Percent(n) => Literal::Percent(n.to_f64()),
        _ => Literal::Text(String::new()),
    };
    right_sort(&value, v.span, percentage, out).then_some(value)
}

fn number(l: &Literal) -> f64 {
    match l {
        Literal::Number(n) | Literal::Percent(n) => *n,
        _ => f64::NAN,
    }
}

/// All point the same way, and amber is easier to reach than green.
fn agree(all: &[(Target, Span)], out: &mut Diagnostics) {
    let Some((first, first_at)) = all.first() else { return };
    for (t, span) in all.iter().skip(1) {
        if t.at_least != first.at_least {
            let side = |x: &Target| if x.at_least { "at least" } else { "at most" };
            out.push(
                Diagnostic::error(
                    "targets-differ",
                    *span,
                    format!("targets point different ways: `{}` here, `{}` there", side(t), side(first)),
                )
                .related(*first_at, "the other is here")
                .help("if more is better both say `at least`; if less is better both say `at most`"),
            );
            return;
        }
    }
    for (amber, span) in all.iter().filter(|t| t.0.colour == Colour::Amber) {
        for (green, green_at) in all.iter().filter(|t| t.0.colour == Colour::Green && t.0.by == amber.by) {
            let (a, g) = (number(&amber.value), number(&green.value));
            let harder = if green.at_least { a >= g } else { a <= g };
            if harder {
                out.push(
                    Diagnostic::error("unreachable-target", *span, "amber can never be reached")
                        .label("what reaches this is green already")
                        .related(*green_at, "green is here")
                        .help(format!(
                            "the amber threshold must be {} than the green one",
                            if green.at_least { "lower" } else { "higher" }
                        )),
                );
            }
        }
    }
    for (i, (t, span)) in all.iter().enumerate() {
        let before = all.iter().take(i).find(|(x, _)| x.colour == t.colour && x.by == t.by);
        if let Some((_, at)) = before {
            out.push(
                Diagnostic::error("duplicate-target", *span, "this colour has two targets for the same time")
                    .related(*at, "the first is here")
                    .help("keep one of them, or say `by` a day in one"),
            );
        }
    }
}

/// The comparators that a measure gives itself.
pub(crate) fn comparators(m: &ast::Measure, out: &mut Diagnostics) -> Vec<Compare> {
    let percentage = is_percentage(&m.shows);
    let one = |c: &ast::Comparator| {
        let value = figure(&c.value, percentage, out)?;
        Some(Compare { name: c.name.text.clone(), value })
    };
    m.compare.iter().filter_map(one).collect()
}
