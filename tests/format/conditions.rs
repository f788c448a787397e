//! Random conditions, expressions, things and windows, as deep as real rules go.

use crate::words::*;
use duecare::lang::ast::*;
use proptest::prelude::*;
use proptest::sample::select;

/// How deep phrases nest.
pub const DEPTH: u32 = 2;

fn expr_of(kind: ExprKind) -> Expr {
    Expr { kind, span: here() }
}

/// A path of bare names.
pub fn plain_path() -> BoxedStrategy<Expr> {
    let step = (any::<bool>(), name()).prop_map(|(the, name)| bare(the, name));
    prop::collection::vec(step, 1..4)
        .prop_map(|steps| expr_of(ExprKind::Path(Path { steps, span: here() })))
        .boxed()
}

fn bare(the: bool, name: Name) -> Step {
    Step { the, order: None, name, participle: None, window: None, filter: None }
}

/// A path whose last step is chosen by order, with all that may follow it.
fn ordered_path(depth: u32) -> BoxedStrategy<Expr> {
    let order = select(&[Order::First, Order::Last, Order::Previous, Order::Next]);
    let (window, filter) = match depth {
        0 => (Just(None).boxed(), Just(None).boxed()),
        _ => (maybe(window(depth - 1)), maybe(cond(depth - 1))),
    };
    let before = prop::collection::vec((any::<bool>(), name()).prop_map(|(the, name)| bare(the, name)), 0..2);
    (before, order, name(), maybe(name()), window, filter)
        .prop_map(|(mut steps, order, name, participle, window, filter)| {
            let (window, filter) = (window.map(Box::new), filter.map(Box::new));
            steps.push(Step { the: true, order: Some(order), name, participle, window, filter });
            expr_of(ExprKind::Path(Path { steps, span: here() }))
        })
        .boxed()
}

fn moved(amount: BoxedStrategy<AmountExpr>, base: BoxedStrategy<Expr>) -> BoxedStrategy<Expr> {
    let offset = (amount, select(&[Side::Before, Side::After]));
    (prop::collection::vec(offset, 1..4), base)
        .prop_map(|(offsets, base)| {
            offsets
                .into_iter()
                .fold(base, |of, (amount, side)| expr_of(ExprKind::Offset { amount, side, of: Box::new(of) }))
        })
        .boxed()
}

fn day_base(depth: u32) -> BoxedStrategy<Expr> {
    prop_oneof![
        2 => plain_path(),
        1 => ordered_path(depth),
        1 => date().prop_map(|d| expr_of(ExprKind::Literal(Literal::Date(d.day)))),
        1 => Just(expr_of(ExprKind::That)),
    ]
    .boxed()
}

/// A day that a clock is counted from.
pub fn day(depth: u32) -> BoxedStrategy<Expr> {
    prop_oneof![2 => day_base(depth), 1 => moved(amount_expr(), day_base(depth))].boxed()
}

/// Anything a condition compares, but sums.
pub fn operand(depth: u32) -> BoxedStrategy<Expr> {
    let flat = prop_oneof![
        3 => plain_path(),
        2 => literal().prop_map(|l| expr_of(ExprKind::Literal(l))),
        1 => Just(expr_of(ExprKind::It)),
        1 => Just(expr_of(ExprKind::Age(None))),
    ];
    if depth == 0 {
        return flat.boxed();
    }
    let d = depth - 1;
    let tally = prop_oneof![Just(Tally::Rows), Just(Tally::Days), name().prop_map(Tally::Different)];
    let percent = literal().prop_filter_map("a percentage", |l| match l {
        Literal::Percent(p) => Some(p),
        _ => None,
    });
    prop_oneof![
        4 => flat,
        1 => ordered_path(d),
        1 => day(d).prop_map(|e| expr_of(ExprKind::Age(Some(Box::new(e))))),
        1 => moved(fixed().boxed(), day_base(d)),
        1 => (unit(), day(d), day(d))
            .prop_map(|(unit, from, to)| expr_of(ExprKind::Span(Box::new(SpanExpr { unit, from, to })))),
        2 => (tally, thing(d))
            .prop_map(|(tally, thing)| expr_of(ExprKind::Count(Box::new(Counted { tally, thing })))),
        1 => (name(), prop::collection::vec(sum(d), 0..3))
            .prop_map(|(name, arguments)| expr_of(ExprKind::Call(Call { name, arguments }))),
        1 => (percent, plain_path()).prop_map(|(p, of)| expr_of(ExprKind::PercentOf(p, Box::new(of)))),
    ]
    .boxed()
}

pub fn sum(depth: u32) -> BoxedStrategy<Expr> {
    let rest = prop::collection::vec((select(&[Sign::Plus, Sign::Minus]), operand(depth)), 1..3);
    prop_oneof![
        4 => operand(depth),
        1 => (operand(depth), rest).prop_map(|(first, rest)| expr_of(ExprKind::Sum(Box::new(first), rest))),
    ]
    .boxed()
}

fn compare() -> impl Strategy<Value = Compare> {
    select(&[Compare::AtLeast, Compare::AtMost, Compare::Under, Compare::Over])
}

fn predicate(depth: u32) -> BoxedStrategy<Predicate> {
    let not = any::<bool>();
    let order = select(&[DayOrder::Before, DayOrder::After, DayOrder::OnOrBefore, DayOrder::OnOrAfter]);
    let within = select(&[WithinSide::Of, WithinSide::Before, WithinSide::After]);
    let way = select(&[Side::Before, Side::After]);
    let set = prop_oneof![code_items().prop_map(CodeSet::Items), name().prop_map(CodeSet::List)];
    prop_oneof![
        not.prop_map(|not| Predicate::Known { not }),
        not.prop_map(|not| Predicate::Blank { not }),
        not.prop_map(|not| Predicate::Invalid { not }),
        (not, set).prop_map(|(not, set)| Predicate::OneOf { not, set }),
        (not, operand(depth), operand(depth)).prop_map(|(not, low, high)| Predicate::Between {
            not,
            low,
            high
        }),
        (amount_expr(), within, day(depth)).prop_map(|(amount, side, day)| Predicate::Within {
            amount,
            side,
            day
        }),
        (compare(), amount_expr(), way, day(depth))
            .prop_map(|(compare, amount, side, day)| Predicate::Apart { compare, amount, side, day }),
        // `is at least 2 days before X` is a distance and nothing else.
        (compare(), sum(depth).prop_filter("no distance", |e| !begins_with_offset(e)))
            .prop_map(|(compare, with)| Predicate::Compare { compare, with }),
        (not, order, operand(depth)).prop_map(|(not, order, day)| Predicate::Day { not, order, day }),
        (not, sum(depth)).prop_map(|(not, value)| Predicate::Is { not, value }),
        sum(depth).prop_map(Predicate::Matches),
        operand(depth).prop_map(Predicate::Covers),
        (operand(depth), maybe(amount_expr())).prop_map(|(with, by)| Predicate::Overlaps { with, by }),
        (compare(), amount_expr()).prop_map(|(compare, amount)| Predicate::Lasted { compare, amount }),
    ]
    .boxed()
}

fn begins_with_offset(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Offset { .. } => true,
        ExprKind::Sum(first, _) => begins_with_offset(first),
        _ => false,
    }
}

fn cond_of(kind: CondKind) -> Cond {
    Cond { kind, span: here() }
}

pub fn cond(depth: u32) -> BoxedStrategy<Cond> {
    let leaf = prop_oneof![
        4 => (sum(depth), predicate(depth))
            .prop_map(|(left, p)| cond_of(CondKind::Test(Box::new(left), Box::new(p)))),
        1 => plain_path().prop_map(|e| cond_of(CondKind::Holds(Box::new(e)))),
        1 => any::<bool>().prop_map(|not| {
            let it = expr_of(ExprKind::It);
            cond_of(CondKind::Test(Box::new(it), Box::new(Predicate::Open { not })))
        }),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let d = depth - 1;
    prop_oneof![
        4 => leaf,
        2 => evidence(d, false).prop_map(|e| cond_of(CondKind::Has(Box::new(e)))),
        1 => cond(d).prop_map(|c| cond_of(CondKind::Not(Box::new(c)))),
        1 => prop::collection::vec(cond(d), 2..4).prop_map(|l| cond_of(CondKind::All(l))),
        1 => prop::collection::vec(cond(d), 2..4).prop_map(|l| cond_of(CondKind::Any(l))),
    ]
    .boxed()
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![4 => name().prop_map(Kind::Named), 1 => name().prop_map(|n| Kind::BreachOf(n, here()))]
}

fn joined() -> impl Strategy<Value = Joined> {
    (maybe(name()), any::<bool>(), maybe(amount_expr())).prop_map(|(same, sharing_a_day, gaps)| Joined {
        same,
        sharing_a_day,
        gaps,
        span: here(),
    })
}

/// A thing of one kind.
pub fn thing(depth: u32) -> BoxedStrategy<Thing> {
    things(depth, 1, true)
}

/// A thing of up to `most` kinds, with a window or without.
pub fn things(depth: u32, most: usize, windowed: bool) -> BoxedStrategy<Thing> {
    let window = match windowed {
        true => maybe(window(depth)),
        false => Just(None).boxed(),
    };
    let kinds = prop::collection::vec(kind(), 1..=most);
    let filter = match depth {
        0 => Just(None).boxed(),
        _ => maybe(cond(depth - 1)),
    };
    (maybe(joined()), kinds, maybe(name()), maybe(name()), window, filter, maybe(name()))
        .prop_map(|(joined, kinds, of, participle, window, filter, once)| {
            let (window, filter) = (window.map(Box::new), filter.map(Box::new));
            Thing { joined, kinds, of, participle, window, filter, once, span: here() }
        })
        .boxed()
}

/// The things of `in the last 2 visits`.
fn last_things(depth: u32) -> BoxedStrategy<Thing> {
    let strip = |thing: Thing| Thing { joined: None, once: None, ..thing };
    things(depth, 1, false).prop_map(strip).boxed()
}

pub fn window(depth: u32) -> BoxedStrategy<Window> {
    let d = depth.saturating_sub(1);
    let limit = amount_expr().prop_map(|a| Choice { arms: Vec::new(), otherwise: a, span: here() });
    let kind = prop_oneof![
        limit.prop_map(WindowKind::InLast),
        (count(), last_things(d)).prop_map(|(n, t)| WindowKind::InLastOf(n, Box::new(t))),
        amount_expr().prop_map(WindowKind::InAny),
        (amount_expr(), select(&[Side::Before, Side::After]), day(d))
            .prop_map(|(amount, side, day)| WindowKind::Around { amount, side, day }),
        name().prop_map(WindowKind::InSlot),
        (day(d), day(d)).prop_map(|(a, b)| WindowKind::Between(a, b)),
        day(d).prop_map(WindowKind::During),
        day(d).prop_map(WindowKind::Before),
        day(d).prop_map(WindowKind::After),
        day(d).prop_map(WindowKind::On),
    ];
    kind.prop_map(|kind| Window { kind, span: here() }).boxed()
}

/// Evidence; of a duty its time stands elsewhere.
pub fn evidence(depth: u32, of_duty: bool) -> BoxedStrategy<Evidence> {
    let quantity = prop_oneof![
        Just(Quantity::A),
        Just(Quantity::ItsOwn),
        Just(Quantity::Another),
        Just(Quantity::No),
        Just(Quantity::NoOther),
        count().prop_map(Quantity::AtLeast),
        count().prop_map(Quantity::AtMost),
        count().prop_map(Quantity::Exactly),
    ];
    (quantity, any::<bool>(), things(depth, 1, !of_duty))
        .prop_map(|(quantity, days, thing)| Evidence { quantity, days, thing, span: here() })
        .boxed()
}
