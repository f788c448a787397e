//! Rates of standards over HTTP: children and days beside obligations.

use super::figures::called;
use super::problem::Problem;
use super::query::Parameters;
use super::state::{Asking, Service};
use super::wire::iso;
use crate::measure as m;
use crate::service::{Asked, RatesAsked, RatesFound};
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// A share, and between what it lies.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct Rate {
    /// In words: `81.3%`, `no cases`.
    pub figure: String,
    /// Out of a hundred.
    pub value: Option<f64>,
    /// What it would be if all that cannot be told did not fit.
    pub low: Option<String>,
    /// What it would be if all of it fitted.
    pub high: Option<String>,
}

/// Subjects or days by how they stand.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct RateParts {
    /// How many there are in scope: in time, out of time or not told.
    pub in_scope: u64,
    /// In time.
    pub in_time: u64,
    /// Out of time.
    pub out: u64,
    /// Maybe out of time.
    pub cannot_tell: u64,
    /// Exempt, and in no scope.
    pub exempt: u64,
    /// Of subjects those in time, of days those out of time.
    pub rate: Rate,
    /// The same with what is exempt as out of time.
    pub were_nothing_exempt: Rate,
}

/// Obligations of the period as they stand at its end.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct RateDuties {
    /// Met or holding.
    pub met: u64,
    /// Running.
    pub not_yet_due: u64,
    /// Overdue.
    pub breach_open: u64,
    /// Late or missed.
    pub breach_closed: u64,
    /// A fact is missing.
    pub cannot_tell: u64,
    /// Excused.
    pub exempt: u64,
    /// Ended before they were due.
    pub lapsed: u64,
    /// Of these: within the days that `near` says.
    pub lapsed_near: u64,
    /// How many of them would be so near by chance.
    pub lapsed_near_by_chance: f64,
    /// Met of those settled.
    pub rate: Rate,
}

/// A record that began soon after one of the same subject had ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct OpenedAgain {
    /// The child's opaque key, or the worker or team.
    pub record: String,
    /// The last day of the one before.
    pub ended: String,
    /// Its first day.
    pub began: String,
}

/// A standard over a period.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct RatePeriod {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Children (workers, teams ...): the headline.
    pub subjects: RateParts,
    /// Days of each of them.
    pub days: RateParts,
    /// Days of the longest gap that is still open.
    pub longest_open: u64,
    /// Days of the longest gap that reaches into the period.
    pub longest: u64,
    /// Obligations.
    pub obligations: RateDuties,
    /// What was closed and opened again within 28 days.
    pub opened_again: Vec<OpenedAgain>,
}

/// The rates of a standard.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct StandardRates {
    /// The id.
    pub standard: String,
    /// What it asks.
    pub title: Option<String>,
    /// What its subjects are called: `children`.
    pub subjects: Option<String>,
    /// How near its due day a duty must have lapsed to be counted: `5 days`.
    pub near: Option<String>,
    /// The oldest first.
    pub periods: Vec<RatePeriod>,
    /// Why there are none.
    pub missing: Option<String>,
    /// What of it could not be counted.
    pub notes: Vec<String>,
}

/// Rates as at a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct RateList {
    /// The day asked: the last of the last period.
    pub as_at: String,
    /// Records entered later are left out.
    pub known_on: Option<String>,
    /// Names the run.
    pub run: String,
    /// Names the rule set.
    pub rules: String,
    /// In order of id.
    pub items: Vec<StandardRates>,
}

/// Rates of all standards that anything is owed of: children in time first, days out of time beside it.
#[utoipa::path(
    get,
    path = "/v1/rates",
    params(
        ("as_at" = Option<String>, Query, description = "the day asked, as 2026-01-05"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
        ("standard" = Option<String>, Query, description = "only these standards"),
        ("theme" = Option<String>, Query, description = "only the standards of these themes"),
        ("team" = Option<String>, Query, description = "count only what these teams are responsible for"),
        ("in" = Option<String>, Query, description = "month (when not said), quarter, year, financial-year, up to the day asked"),
        ("since" = Option<String>, Query, description = "the period begins on this day instead"),
        ("over" = Option<u32>, Query, description = "how many periods, 2 when not said"),
    ),
    responses((status = 200, body = RateList), (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn rates(
    State(service): State<Service>,
    parameters: Parameters,
) -> Result<Json<RateList>, Problem> {
    let known = ["as_at", "known_on", "standard", "theme", "team", "in", "since", "over"];
    list(&service, parameters.only(&known)?, None).await.map(Json)
}

/// Rates of one standard.
#[utoipa::path(
    get,
    path = "/v1/standards/{id}/rates",
    params(
        ("id" = String, Path, description = "the standard"),
        ("as_at" = Option<String>, Query, description = "the day asked, as 2026-01-05"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
        ("team" = Option<String>, Query, description = "count only what these teams are responsible for"),
        ("in" = Option<String>, Query, description = "month (when not said), quarter, year, financial-year, up to the day asked"),
        ("since" = Option<String>, Query, description = "the period begins on this day instead"),
        ("over" = Option<u32>, Query, description = "how many periods, 2 when not said"),
    ),
    responses((status = 200, body = RateList), (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn standard_rates(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<RateList>, Problem> {
    let known = ["as_at", "known_on", "team", "in", "since", "over"];
    list(&service, parameters.only(&known)?, Some(id)).await.map(Json)
}

async fn list(service: &Service, parameters: Parameters, id: Option<String>) -> Result<RateList, Problem> {
    let asked = asked(&parameters, id)?;
    let answer = service.on_book(parameters.days()?, move |asking| {
        let found = asking.engine.rates(asking.judged, &asked, asking.as_at)?;
        let head = asking.engine.head(asking.as_at, asking.known_on);
        Ok(RateList {
            as_at: iso(head.as_at),
            known_on: head.known_on.map(iso),
            run: head.run,
            rules: head.rules,
            items: found.iter().map(|f| wire(asking, f)).collect(),
        })
    });
    answer.await
}

/// What the parameters of an address ask for.
pub(super) fn asked(parameters: &Parameters, id: Option<String>) -> Result<RatesAsked, Problem> {
    let since = parameters.day("since")?.map(m::Stretch::Since);
    let slot = parameters.one("in")?.unwrap_or("month").to_owned();
    Ok(RatesAsked {
        asked: Asked {
            standards: id.map_or_else(|| parameters.all("standard"), |id| vec![id]),
            themes: parameters.all("theme"),
            teams: parameters.all("team"),
            ..Asked::default()
        },
        stretch: since.unwrap_or(m::Stretch::Slot(slot)),
        number: parameters.number("over", 1, 120)?.unwrap_or(2),
    })
}

fn wire(asking: &Asking<'_>, (standard, found): &RatesFound) -> StandardRates {
    let rates = found.as_ref().ok();
    StandardRates {
        standard: standard.clone(),
        title: rates.map(|r| r.title.clone()),
        subjects: rates.map(|r| r.subjects.clone()),
        near: rates.map(|r| r.near.clone()),
        periods: rates.map_or_else(Vec::new, |r| r.periods.iter().map(|p| period(asking, p)).collect()),
        missing: found.as_ref().err().map(m::Missing::words),
        notes: rates.map_or_else(Vec::new, |r| r.notes.clone()),
    }
}

fn period(asking: &Asking<'_>, p: &m::RatePeriod) -> RatePeriod {
    let (duties, t) = (&p.duties, &p.duties.tally);
    let again = |r: &m::Reopening| OpenedAgain {
        record: called(asking, r.record),
        ended: iso(r.ended),
        began: iso(r.began),
    };
    RatePeriod {
        from: iso(p.first),
        to: iso(p.last),
        subjects: parts(&p.subjects, &p.subjects.in_time_rate(), &p.subjects.unexcused_rate()),
        days: parts(&p.days, &p.days.out_rate(), &p.days.unexcused_out_rate()),
        longest_open: p.longest.open,
        longest: p.longest.any,
        obligations: RateDuties {
            met: t.in_time - duties.running,
            not_yet_due: duties.running,
            breach_open: t.breach_open,
            breach_closed: t.breach_closed,
            cannot_tell: t.cannot_tell,
            exempt: t.exempt,
            lapsed: t.lapsed,
            lapsed_near: duties.lapsed_near,
            lapsed_near_by_chance: duties.by_chance().as_f64(),
            rate: rate(&duties.rate()),
        },
        opened_again: p.reopened.iter().map(again).collect(),
    }
}

fn parts(of: &m::Parts, figure: &m::Figure, unexcused: &m::Figure) -> RateParts {
    RateParts {
        in_scope: of.scope(),
        in_time: of.in_time,
        out: of.out,
        cannot_tell: of.cannot_tell,
        exempt: of.exempt,
        rate: rate(figure),
        were_nothing_exempt: rate(unexcused),
    }
}

fn rate(f: &m::Figure) -> Rate {
    Rate {
        figure: f.text(),
        value: f.value.map(m::Fraction::as_f64),
        low: f.range.as_ref().map(|r| r.low.clone()),
        high: f.range.as_ref().map(|r| r.high.clone()),
    }
}
