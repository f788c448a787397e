//! The page of a standard: as it is written, and its rates with what stands beside them.

use super::page::{escaped, shell};
use super::problem::Problem;
use super::query::Parameters;
use super::state::{Asking, Service};
use crate::calendar::to_long;
use crate::measure::Rates;
use crate::report::{days_words, rate_lines};
use crate::text::grouped;
use axum::extract::{Path, State};
use axum::response::Html;
use std::fmt::Write as _;

/// `GET /standards`: every standard that anything is owed of, with its headline.
pub(super) async fn standards(
    State(service): State<Service>,
    parameters: Parameters,
) -> Result<Html<String>, Problem> {
    let parameters = parameters.only(&["as_at", "known_on", "team", "in", "since"])?;
    let asked = super::rates::asked(&parameters, None)?;
    let answer = service.on_book(parameters.days()?, move |asking| {
        let found = asking.engine.rates(asking.judged, &asked, asking.as_at)?;
        let rates: Vec<&Rates> = found.iter().filter_map(|f| f.1.as_ref().ok()).collect();
        Ok(list_page(asking, &rates))
    });
    answer.await.map(Html)
}

/// `GET /standards/{id}`.
pub(super) async fn standard(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Result<Html<String>, Problem> {
    let parameters = parameters.only(&["as_at", "known_on", "team", "in", "since"])?;
    let asked = super::rates::asked(&parameters, Some(id.clone()))?;
    let answer = service.on_book(parameters.days()?, move |asking| {
        let found = asking.engine.rates(asking.judged, &asked, asking.as_at)?;
        let texts = asking.engine.rules.standards(&id).filter(|(_, s)| s.part == 0).filter_map(|(_, s)| {
            let source = asking.engine.rules.sources.get(s.span.source)?;
            Some(source.slice(s.span).trim_end().to_owned())
        });
        let rates = match found.first() {
            Some((_, Ok(rates))) => rates_table(rates),
            Some((_, Err(why))) => format!("<p>No rate: {}.</p>", escaped(&why.words())),
            None => String::new(),
        };
        let title = asking.engine.rules.standards(&id).last().map_or(id.clone(), |(_, s)| s.title.clone());
        let texts: String = texts.map(|t| format!("<pre>{}</pre>", escaped(&t))).collect();
        let body = format!(
            "<h1>{}</h1><p><code>{}</code></p>{rates}<h2>As it is written</h2>{texts}\
             <p><a href=\"/standards\">All standards</a></p>",
            escaped(&title),
            escaped(&id)
        );
        Ok(shell(&escaped(&title), &body))
    });
    answer.await.map(Html)
}

fn rates_table(rates: &Rates) -> String {
    let mut rows = String::new();
    for (what, words) in rate_lines(rates) {
        let _ =
            write!(rows, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(&what), escaped(&words));
    }
    let days = rates.periods.last().map(days_words).unwrap_or_default();
    format!(
        "<table><caption>{}</caption><thead><tr><th scope=\"col\">Rate</th><th scope=\"col\">Figure</th></tr></thead>\
         <tbody>{rows}</tbody></table>",
        escaped(&days)
    )
}

fn list_page(asking: &Asking<'_>, list: &[&Rates]) -> String {
    let mut rows = String::new();
    for (rates, p) in list.iter().filter_map(|r| Some((r, r.periods.last()?))) {
        let days = p.days.out_rate();
        let numbers = [p.longest.open, p.duties.tally.cannot_tell, p.duties.tally.exempt].map(grouped);
        let _ = write!(
            rows,
            "<tr><th scope=\"row\"><a href=\"/standards/{0}\">{0}</a></th><td class=\"n\">{1}</td><td class=\"n\">{2}</td>",
            escaped(&rates.standard),
            escaped(&p.subjects.in_time_rate().long_text()),
            escaped(&days.digits)
        );
        numbers.iter().for_each(|n| {
            let _ = write!(rows, "<td class=\"n\">{n}</td>");
        });
        rows += "</tr>";
    }
    let days = list.iter().find_map(|r| r.periods.last()).map(days_words).unwrap_or_default();
    let head = ["In time", "Days out per 100", "Longest open, days", "Cannot tell", "Exempt"];
    let head: String = head.map(|h| format!("<th scope=\"col\" class=\"n\">{h}</th>")).concat();
    let body = format!(
        "<h1>Rates</h1><p>Of each standard the children (or workers, teams) in time on every day, of those in scope, as at \
         the close of <strong>{}</strong>; and of their days in scope those out of time, for every 100.</p>\
         <table><caption>{}</caption><thead><tr><th scope=\"col\">Standard</th>{head}</tr></thead><tbody>{rows}</tbody></table>\
         <p><a href=\"/v1/rates\">the same as JSON</a></p>",
        escaped(&to_long(asking.as_at)),
        escaped(&days)
    );
    shell("Rates", &body)
}
