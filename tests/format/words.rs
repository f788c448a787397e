//! Random names, values and amounts.

use duecare::calendar::{Amount, Unit};
use duecare::lang::ast::{
    AmountExpr, Arm, Bound, BoundSide, Choice, CodeItem, Cond, Count, DateText, Decimal, Literal, Name, Text,
    Value,
};
use duecare::text::Span;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

pub fn here() -> Span {
    Span::default()
}

pub fn name() -> impl Strategy<Value = Name> {
    // Among them words of the language that may be names.
    const WORDS: [&str; 12] = [
        "visit", "plan", "kind", "seen", "start", "end", "born", "code-a", "x1", "theme", "outcome",
        "forename",
    ];
    select(&WORDS).prop_map(|w| Name { text: w.to_owned(), span: here() })
}

pub fn text() -> impl Strategy<Value = Text> {
    "[a-zA-Z ,.()'-]{0,30}".prop_map(|text| Text { text, span: here() })
}

pub fn date() -> impl Strategy<Value = DateText> {
    (0i32..40_000).prop_map(|day| DateText { day, span: here() })
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (-2000i64..2000, 0u32..3).prop_map(|(digits, places)| Decimal { digits, places })
}

pub fn unit() -> impl Strategy<Value = Unit> {
    select(&[Unit::Days, Unit::Weeks, Unit::Months, Unit::Years, Unit::WorkingDays, Unit::SchoolDays])
}

pub fn amount() -> impl Strategy<Value = Amount> {
    (0u32..60, unit()).prop_map(|(count, unit)| Amount { count, unit })
}

/// A literal that can stand in an expression.
pub fn literal() -> BoxedStrategy<Literal> {
    prop_oneof![
        decimal().prop_map(Literal::Number),
        decimal().prop_map(Literal::Percent),
        amount().prop_map(Literal::Amount),
        date().prop_map(|d| Literal::Date(d.day)),
        any::<bool>().prop_map(Literal::YesNo),
        text().prop_map(|t| Literal::Text(t.text)),
        select(&["N1", "3B", "WBRI", "X"]).prop_map(|c| Literal::Code(c.to_owned())),
    ]
    .boxed()
}

/// A value where words are values too.
pub fn value() -> BoxedStrategy<Value> {
    prop_oneof![literal(), name().prop_map(|n| Literal::Word(n.text))]
        .prop_map(|literal| Value { literal, span: here() })
        .boxed()
}

pub fn figure() -> impl Strategy<Value = Value> {
    prop_oneof![decimal().prop_map(Literal::Number), decimal().prop_map(Literal::Percent)]
        .prop_map(|literal| Value { literal, span: here() })
}

pub fn code_items() -> impl Strategy<Value = Vec<CodeItem>> {
    let item = prop_oneof![
        value().prop_map(CodeItem::One),
        (value(), value()).prop_map(|(a, b)| CodeItem::Range(a, b)),
    ];
    prop::collection::vec(item, 1..6)
}

pub fn fixed() -> impl Strategy<Value = AmountExpr> {
    amount().prop_map(|a| AmountExpr::Fixed(a, here()))
}

pub fn amount_expr() -> BoxedStrategy<AmountExpr> {
    prop_oneof![
        3 => fixed(),
        1 => name().prop_map(AmountExpr::Named),
        1 => (name(), unit()).prop_map(|(n, u)| AmountExpr::Counted(n, u, here())),
    ]
    .boxed()
}

pub fn count() -> impl Strategy<Value = Count> {
    prop_oneof![(0u32..30).prop_map(|n| Count::Number(n, here())), name().prop_map(Count::Named)]
}

pub fn side() -> impl Strategy<Value = BoundSide> {
    select(&[BoundSide::AtMost, BoundSide::AtLeast])
}

pub fn bounds() -> impl Strategy<Value = Vec<Bound>> {
    let bound = (side(), value()).prop_map(|(side, value)| Bound { side, value, span: here() });
    prop::collection::vec(bound, 0..3)
}

/// A choice, often plain.
pub fn choice<T: Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + Clone + 'static,
    condition: impl Strategy<Value = Cond> + 'static,
) -> BoxedStrategy<Choice<T>> {
    let arm = (value.clone(), condition).prop_map(|(value, condition)| Arm { value, condition });
    let arms = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(arm, 1..3)];
    (arms, value).prop_map(|(arms, otherwise)| Choice { arms, otherwise, span: here() }).boxed()
}

pub fn maybe<T: std::fmt::Debug + Clone + 'static>(
    s: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Option<T>> {
    of(s).boxed()
}
