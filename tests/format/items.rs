//! Random standards, measures, themes and declarations.

use crate::conditions::*;
use crate::words::*;
use duecare::lang::ast::*;
use duecare::text::SourceId;
use proptest::prelude::*;
use proptest::sample::select;

fn limit() -> BoxedStrategy<Limit> {
    choice(amount_expr(), cond(1))
}

fn one_off(any_kind: bool) -> BoxedStrategy<OneOff> {
    let within = prop_oneof![
        limit().prop_map(OneOffKind::WithinOf),
        limit().prop_map(OneOffKind::WithinBefore),
        limit().prop_map(OneOffKind::AtLeastBefore),
    ];
    let kind = if any_kind { prop_oneof![within, Just(OneOffKind::By)].boxed() } else { within.boxed() };
    (kind, day(DEPTH), any::<bool>(), any::<bool>())
        .prop_map(|(kind, day, counting, roll)| OneOff { kind, day, counting, roll, span: here() })
        .boxed()
}

fn every(passes: BoxedStrategy<Option<Passes>>) -> BoxedStrategy<Stage> {
    (limit(), any::<bool>(), any::<bool>(), passes)
        .prop_map(|(limit, counting, roll, passes)| {
            Stage::Every(Every { limit, counting, roll, passes, span: here() })
        })
        .boxed()
}

fn once(any_kind: bool) -> BoxedStrategy<Stage> {
    let which = select(&[Which::Sooner, Which::Later]);
    prop_oneof![
        one_off(any_kind).prop_map(Stage::Once),
        (one_off(any_kind), one_off(true), which).prop_map(|(first, second, which)| Stage::Either(Either {
            first,
            second,
            which,
            span: here()
        })),
    ]
    .boxed()
}

/// Stages; only one that another follows may pass to it at a day. `by` cannot begin the timing of a measure.
fn stages(any_kind: bool) -> BoxedStrategy<Vec<Stage>> {
    let for_first = amount_expr().prop_map(Passes::ForTheFirst).boxed();
    let until = day(1).prop_map(Passes::Until);
    let passing = every(maybe(prop_oneof![for_first.clone(), until]));
    let last = prop_oneof![once(any_kind), every(maybe(for_first))];
    let first = prop_oneof![once(any_kind), passing.clone()];
    let middle = prop::collection::vec(prop_oneof![once(true), passing], 0..2);
    let many = (first, middle, last.clone()).prop_map(|(first, middle, last)| {
        let mut list = vec![first];
        list.extend(middle);
        list.push(last);
        list
    });
    prop_oneof![last.prop_map(|stage| vec![stage]), many].boxed()
}

fn timing(any_kind: bool) -> BoxedStrategy<Timing> {
    let chosen = limit().prop_map(|l| Window { kind: WindowKind::InLast(l), span: here() });
    let kind = prop_oneof![
        3 => stages(any_kind).prop_map(TimingKind::Stages),
        1 => name().prop_map(TimingKind::InEach),
        1 => maybe(amount_expr()).prop_map(TimingKind::Throughout),
        2 => window(DEPTH).prop_map(TimingKind::Window),
        1 => chosen.prop_map(TimingKind::Window),
    ];
    kind.prop_map(|kind| Timing { kind, span: here() }).boxed()
}

fn duty(any_kind: bool) -> BoxedStrategy<Duty> {
    let form = prop_oneof![
        3 => (evidence(DEPTH, true), maybe(timing(any_kind)))
            .prop_map(|(evidence, timing)| DutyForm::Have(Have { evidence, timing })),
        1 => (name(), timing(any_kind)).prop_map(|(field, timing)| DutyForm::Be(Be { field, timing })),
        1 => (side(), limit()).prop_map(|(side, limit)| DutyForm::Last(LastFor { side, limit })),
        1 => cond(DEPTH).prop_map(DutyForm::Satisfy),
    ];
    (form, maybe(day(1))).prop_map(|(form, until)| Duty { form, until, span: here() }).boxed()
}

fn header() -> BoxedStrategy<Header> {
    let days = prop_oneof![
        (date(), maybe(date())).prop_map(|(from, until)| (Some(from), until)),
        date().prop_map(|until| (None, Some(until))),
    ];
    let in_force = days.prop_map(|(from, until)| InForce { from, until, span: here() });
    let dated = (value(), maybe(date())).prop_map(|(value, from)| Dated { value, from });
    let own = prop::collection::vec(dated, 1..3).prop_map(|values| (values, false));
    let left_open = value().prop_map(|value| (vec![Dated { value, from: None }], true));
    let setting = (name(), prop_oneof![3 => own, 1 => left_open], bounds())
        .prop_map(|(name, (values, open), bounds)| Setting { name, values, open, bounds, span: here() });
    let warn = maybe(amount().prop_map(|a| (a, here())));
    (
        prop::collection::vec(text(), 0..3),
        maybe(in_force),
        maybe(name()),
        warn,
        prop::collection::vec(setting, 0..2),
    )
        .prop_map(|(sources, in_force, severity, warn, settings)| Header {
            sources,
            in_force,
            severity,
            warn,
            settings,
        })
        .boxed()
}

fn scope(windowed: bool) -> BoxedStrategy<Scope> {
    (things(DEPTH, 3, windowed), maybe(cond(1)))
        .prop_map(move |(thing, during)| {
            let once = if windowed { thing.once.clone() } else { None };
            Scope { thing: Thing { once, ..thing }, during, span: here() }
        })
        .boxed()
}

fn example(figure_of_measure: bool) -> BoxedStrategy<Example> {
    let time = prop_oneof![
        Just(FactTime::None),
        date().prop_map(FactTime::On),
        (date(), maybe(date())).prop_map(|(from, to)| FactTime::Between(Some(from), to)),
        date().prop_map(|to| FactTime::Between(None, Some(to))),
    ];
    let kind = prop_oneof![4 => name().prop_map(FactKind::Record), 1 => Just(FactKind::Agreement(here()))];
    let fields = prop::collection::vec((name(), value()), 0..4);
    let fact = (kind, maybe(name()), maybe(name()), time, fields)
        .prop_map(|(kind, name, of, time, fields)| Fact { kind, name, of, time, fields, span: here() });
    let preposition = select(&[Preposition::On, Preposition::By, Preposition::From]);
    let verdict = (select(&Verdict::ALL), maybe((preposition, date())))
        .prop_map(|(verdict, day)| ExpectedVerdict { verdict, day, span: here() });
    let expected = match figure_of_measure {
        true => figure().prop_map(Expected::Value).boxed(),
        false => prop_oneof![
            1 => Just(Expected::Nothing),
            4 => prop::collection::vec(verdict, 1..3).prop_map(Expected::Verdicts),
        ]
        .boxed(),
    };
    let expectation = (date(), any::<bool>(), expected).prop_map(|(as_at, only, expected)| Expectation {
        as_at,
        only,
        expected,
        span: here(),
    });
    (text(), prop::collection::vec(fact, 1..3), prop::collection::vec(expectation, 1..3))
        .prop_map(|(title, facts, expectations)| Example { title, facts, expectations, span: here() })
        .boxed()
}

fn standard() -> BoxedStrategy<Item> {
    let kind = select(&[StandardKind::Standard, StandardKind::Check]);
    let agreement = (name(), bounds(), maybe(name())).prop_map(|(setting, bounds, approved_by)| Agreement {
        setting,
        bounds,
        approved_by,
        span: here(),
    });
    let word = select(&[ReliefWord::Except, ReliefWord::Excused]);
    let asked = select(&[ReliefAsked::Where, ReliefAsked::While]);
    let relief = (word, asked, cond(DEPTH), maybe(text())).prop_map(|(word, asked, condition, because)| {
        Relief { word, asked, condition, because, span: here() }
    });
    let below = (
        prop::collection::vec(agreement, 0..2),
        prop::collection::vec(relief, 0..2),
        prop::collection::vec(example(false), 0..2),
    );
    (kind, name(), text(), header(), scope(false), duty(true), below)
        .prop_map(|(kind, id, title, header, scope, duty, (agreements, reliefs, examples))| {
            let span = here();
            let standard =
                Standard { kind, id, title, header, scope, duty, agreements, reliefs, examples, span };
            Item::Standard(Box::new(standard))
        })
        .boxed()
}

fn cohort() -> BoxedStrategy<Cohort> {
    let which = select(&[TimeWord::Due, TimeWord::Done, TimeWord::Opened, TimeWord::Open]);
    let judged = (name(), which, maybe(window(DEPTH)), maybe(cond(DEPTH))).prop_map(
        |(standard, which, window, filter)| Judged { standard, which, window, filter, span: here() },
    );
    prop_oneof![
        judged.prop_map(Cohort::Judged),
        (maybe(name()), things(DEPTH, 3, true)).prop_map(|(weight, thing)| Cohort::Things(weight, thing)),
    ]
    .boxed()
}

fn that() -> BoxedStrategy<That> {
    let judgement =
        |not, in_time, verdicts, by| That::Are(Judgement { not, in_time, verdicts, by, span: here() });
    prop_oneof![
        any::<bool>().prop_map(move |not| judgement(not, true, Vec::new(), None)),
        (any::<bool>(), prop::collection::vec(select(&Verdict::ALL), 1..3))
            .prop_map(move |(not, list)| judgement(not, false, list, None)),
        (any::<bool>(), evidence(1, true)).prop_map(move |(not, by)| judgement(
            not,
            false,
            vec![Verdict::Met],
            Some(by)
        )),
        duty(false).prop_map(That::Duty),
    ]
    .boxed()
}

fn by() -> BoxedStrategy<Vec<By>> {
    let item = (sum(1), prop_oneof![Just(Vec::new()), prop::collection::vec(figure(), 1..4)])
        .prop_map(|(what, bands)| By { what, bands, span: here() });
    prop::collection::vec(item, 0..3).boxed()
}

fn measure() -> BoxedStrategy<Item> {
    let highest = maybe(1u32..20).prop_map(StatKind::Highest);
    let stat = prop_oneof![Just(StatKind::Average), Just(StatKind::Median), Just(StatKind::Total), highest];
    // A value of an arm is followed by `where`: it has no end that could take hold of that.
    let figure_of = prop_oneof![sum(1).prop_map(plain_choice), choice(plain_path(), cond(1))];
    let shows = prop_oneof![
        3 => (cohort(), that()).prop_map(|(c, t)| Shows::Percentage(c, t)),
        1 => cohort().prop_map(Shows::Number),
        1 => cohort().prop_map(Shows::Share),
        1 => (cohort(), 1u64..2_000_000, name())
            .prop_map(|(of, per, population)| Shows::Rate { of, per, population }),
        2 => (stat, figure_of, things(DEPTH, 3, true))
            .prop_map(|(kind, figure, each)| Shows::Stat(Stat { kind, figure, each })),
        1 => (name(), things(DEPTH, 1, true)).prop_map(|(f, t)| Shows::Moves(f, t)),
    ];
    let colour = select(&[Colour::Green, Colour::Amber]);
    let target = (colour, side(), figure(), maybe(date())).prop_map(|(colour, side, value, by)| Target {
        colour,
        side,
        value,
        by,
        span: here(),
    });
    let comparator = (text(), figure()).prop_map(|(name, value)| Comparator { name, value });
    let below = (
        by(),
        maybe(amount().prop_map(|a| (a, here()))),
        maybe((0u32..4).prop_map(|n| (n, here()))),
        prop::collection::vec(target, 0..3),
        prop::collection::vec(comparator, 0..3),
        prop::collection::vec(example(true), 0..2),
    );
    (name(), text(), header(), shows, below)
        .prop_map(|(id, title, header, shows, (by, over, decimals, targets, compare, examples))| {
            let span = here();
            let measure =
                Measure { id, title, header, shows, by, over, decimals, targets, compare, examples, span };
            Item::Measure(Box::new(measure))
        })
        .boxed()
}

fn plain_choice(otherwise: Expr) -> Choice<Expr> {
    Choice { arms: Vec::new(), otherwise, span: here() }
}

fn field_type() -> BoxedStrategy<FieldType> {
    prop_oneof![
        Just(TypeKind::Date),
        Just(TypeKind::PlannedDate),
        Just(TypeKind::YesNo),
        Just(TypeKind::Number),
        Just(TypeKind::Text),
        code_items().prop_map(TypeKind::OneOf),
        name().prop_map(TypeKind::OneOfList),
        name().prop_map(TypeKind::Kind),
    ]
    .prop_map(|kind| FieldType { kind, span: here() })
    .boxed()
}

fn theme() -> BoxedStrategy<Item> {
    let sample = (1u32..50, by()).prop_map(|(count, by)| Sample { count, by, span: here() });
    let question = (name(), text(), field_type()).prop_map(|(id, words, answer)| Question {
        id,
        words,
        answer,
        span: here(),
    });
    let lists = (maybe(sample), prop::collection::vec(name(), 0..3), prop::collection::vec(question, 1..3));
    (name(), text(), header(), scope(true), lists)
        .prop_map(|(id, title, header, scope, (sample, standards, questions))| {
            let theme = Theme { id, title, header, scope, sample, standards, questions, span: here() };
            Item::Theme(Box::new(theme))
        })
        .boxed()
}

fn declaration() -> BoxedStrategy<Item> {
    let shape = select(&[Shape::Subject, Shape::Event, Shape::Period]);
    let field = (name(), maybe(field_type()), maybe(text())).prop_map(|(name, field_type, from)| Field {
        name,
        field_type,
        from,
        span: here(),
    });
    let record = (
        (shape, name(), maybe(name()), maybe(name()), maybe(name()), maybe(text()), maybe(name())),
        prop::collection::vec(field, 0..6),
    )
        .prop_map(|((shape, name, plural, of, like, from, keyed_by), fields)| {
            Item::Record(RecordDecl { shape, name, plural, of, like, from, keyed_by, fields, span: here() })
        });
    let source = prop_oneof![code_items().prop_map(ListSource::Items), text().prop_map(ListSource::File)];
    let list =
        (name(), source).prop_map(|(name, source)| Item::List(ListDecl { name, source, span: here() }));
    let body = prop_oneof![
        cond(DEPTH),
        sum(DEPTH).prop_map(|e| Cond { kind: CondKind::Holds(Box::new(e)), span: here() }),
    ];
    let define = (name(), name(), body)
        .prop_map(|(name, of, body)| Item::Define(Define { name, of, body, span: here() }));
    let plugin = (name(), prop::collection::vec(field_type(), 0..3), field_type(), text()).prop_map(
        |(name, takes, gives, file)| Item::Plugin(Plugin { name, takes, gives, file, span: here() }),
    );
    prop_oneof![record, list, define, plugin].boxed()
}

/// A file of a few items of every kind.
pub fn file() -> BoxedStrategy<File> {
    let item = prop_oneof![3 => standard(), 3 => measure(), 1 => theme(), 3 => declaration()];
    prop::collection::vec(item, 1..4).prop_map(|items| File { source: SourceId(0), items }).boxed()
}
