//! Themes over HTTP: whom a thematic audit is about, its sample, what the standards found, what only a reader answers.

use super::figures::{Counts, called, counts, named};
use super::problem::Problem;
use super::query::Parameters;
use super::state::{Asking, Service};
use super::wire::iso;
use crate::calendar::NEVER;
use crate::lang::checked::{self, AnswerType};
use crate::measure::{Missing, ThemeAnswer};
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// What one standard found of one sampled record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct ThemeFinding {
    /// The standard.
    pub standard: String,
    /// The records hold no facts for it, or the authority has not set what it leaves to it.
    pub not_judged: bool,
    /// How its obligations stand.
    pub counts: Counts,
}

/// One record of the sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct ThemeRecord {
    /// The child's opaque key; of a worker or team its id.
    pub record: String,
    /// Its first day.
    pub start: Option<String>,
    /// The team.
    pub team: Option<String>,
    /// The worker.
    pub worker: Option<String>,
    /// What the standards found.
    pub found: Vec<ThemeFinding>,
}

/// One part of the population.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct ThemePart {
    /// What its records share; nothing where it is not known.
    pub labels: Vec<Option<String>>,
    /// Records in it.
    pub of: usize,
    /// Records taken.
    pub taken: usize,
}

/// What only a person can answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct ThemeQuestion {
    /// The id.
    pub id: String,
    /// In words.
    pub words: String,
    /// yes-no, number, date, text or one-of.
    pub answer: String,
    /// Of one-of: the answers.
    pub choices: Vec<String>,
}

/// A theme as at a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Theme {
    /// The id.
    pub theme: String,
    /// In words.
    pub title: String,
    /// Law, guidance, report.
    pub sources: Vec<String>,
    /// The day asked.
    pub as_at: String,
    /// The same seed draws the same sample.
    pub seed: u64,
    /// The standards it checks.
    pub standards: Vec<String>,
    /// What only a person can answer.
    pub questions: Vec<ThemeQuestion>,
    /// Records it is about.
    pub population: usize,
    /// Records of which it cannot be told whether it is about them.
    pub cannot_tell: usize,
    /// The parts of the population that the sample is drawn from.
    pub parts: Vec<ThemePart>,
    /// The sample.
    pub sample: Vec<ThemeRecord>,
    /// Why there is none.
    pub missing: Option<String>,
}

/// A theme by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct ThemeLine {
    /// The id.
    pub theme: String,
    /// In words.
    pub title: String,
    /// The standards it checks.
    pub standards: Vec<String>,
}

/// All themes.
#[utoipa::path(get, path = "/v1/themes", responses((status = 200, body = [ThemeLine])))]
pub(super) async fn themes(
    State(service): State<Service>,
    parameters: Parameters,
) -> Result<Json<Vec<ThemeLine>>, Problem> {
    parameters.only(&[])?;
    let line = |t: &checked::Theme| ThemeLine {
        theme: t.id.clone(),
        title: t.title.clone(),
        standards: t.standards.clone(),
    };
    let answer = service.on_engine(move |engine| Ok(engine.rules.set.themes.iter().map(line).collect()));
    answer.await.map(Json)
}

/// A thematic audit: population, reproducible sample, findings, questions.
#[utoipa::path(
    get,
    path = "/v1/themes/{id}",
    params(
        ("id" = String, Path, description = "the theme"),
        ("as_at" = Option<String>, Query, description = "the day asked, as 2026-01-05"),
        ("known_on" = Option<String>, Query, description = "leave out what was entered after this day"),
        ("team" = Option<String>, Query, description = "only these teams"),
        ("seed" = Option<u32>, Query, description = "draws another sample; 1 when not said"),
    ),
    responses((status = 200, body = Theme), (status = 400, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn theme(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Json<Theme>, Problem> {
    let parameters = parameters.only(&["as_at", "known_on", "team", "seed"])?;
    let seed = u64::from(parameters.number("seed", 0, u32::MAX)?.unwrap_or(1));
    let teams = parameters.all("team");
    let answer = service.on_book(parameters.days()?, move |asking| {
        let (theme, found) = asking.engine.theme(asking.judged, &id, &teams, (asking.as_at, seed))?;
        Ok(wire(asking, theme, found, seed))
    });
    answer.await.map(Json)
}

fn wire(
    asking: &Asking<'_>,
    theme: &checked::Theme,
    found: Result<ThemeAnswer, Missing>,
    seed: u64,
) -> Theme {
    let missing = found.as_ref().err().map(Missing::words);
    let answer = found.ok();
    let all = answer.as_ref();
    let sample = all.into_iter().flat_map(|a| &a.sample).map(|s| ThemeRecord {
        record: called(asking, s.row),
        start: (s.start != NEVER).then(|| iso(s.start)),
        team: named(asking, "team", s.holder.team),
        worker: named(asking, "worker", s.holder.worker),
        found: s
            .found
            .iter()
            .map(|f| ThemeFinding {
                standard: f.standard.clone(),
                not_judged: f.absent,
                counts: counts(&f.tally),
            })
            .collect(),
    });
    let parts = all.into_iter().flat_map(|a| &a.strata);
    Theme {
        theme: theme.id.clone(),
        title: theme.title.clone(),
        sources: theme.sources.clone(),
        as_at: iso(asking.as_at),
        seed,
        standards: theme.standards.clone(),
        questions: theme.questions.iter().map(question).collect(),
        population: all.map_or(0, |a| a.population),
        cannot_tell: all.map_or(0, |a| a.doubtful),
        parts: parts.map(|p| ThemePart { labels: p.labels.clone(), of: p.of, taken: p.taken }).collect(),
        sample: sample.collect(),
        missing,
    }
}

fn question(q: &checked::Question) -> ThemeQuestion {
    let (answer, choices) = match &q.answer {
        AnswerType::YesNo => ("yes-no", Vec::new()),
        AnswerType::Number => ("number", Vec::new()),
        AnswerType::Date => ("date", Vec::new()),
        AnswerType::Text => ("text", Vec::new()),
        AnswerType::OneOf(list) => ("one-of", list.clone()),
    };
    ThemeQuestion { id: q.id.clone(), words: q.words.clone(), answer: answer.to_owned(), choices }
}
