//! The parameters of an address: every one is known, or the request is refused.

use super::problem::Problem;
use super::state::Days;
use crate::calendar::{Day, parse_iso};
use crate::service::Asked;
use crate::text::nearest;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;

/// Names and values in the order they were written.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Parameters, Problem> {
        match Query::<Vec<(String, String)>>::from_request_parts(parts, state).await {
            Ok(Query(list)) => Ok(Parameters(list)),
            Err(_) => Err(Problem::bad_request("the parameters after `?` cannot be read")),
        }
    }
}

impl Parameters {
    /// Refuses names that the address does not know.
    pub fn only(self, known: &[&str]) -> Result<Parameters, Problem> {
        for (name, _) in &self.0 {
            if !known.contains(&name.as_str()) {
                let problem = Problem::bad_request(format!("there is no parameter `{}`", short(name)));
                let near = nearest(name, known.iter().copied());
                let help = near.map_or_else(
                    || format!("known: {}", known.join(", ")),
                    |n| format!("did you mean `{n}`?"),
                );
                return Err(problem.help(help));
            }
        }
        Ok(self)
    }

    /// All values of a name; several may stand in one, with commas.
    pub fn all(&self, name: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(n, _)| n == name).flat_map(|(_, v)| v.split(','));
        values.map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned).collect()
    }

    /// The value of a name that may stand once.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.trim());
        let first = values.next().filter(|v| !v.is_empty());
        match values.next() {
            None => Ok(first),
            Some(_) => Err(Problem::bad_request(format!("`{name}` stands more than once"))),
        }
    }

    /// A day.
    pub fn day(&self, name: &str) -> Result<Option<Day>, Problem> {
        let read = |text: &str| {
            let problem =
                || Problem::bad_request(format!("`{name}` is no day")).help("write it as 2026-01-05");
            parse_iso(text).ok_or_else(problem)
        };
        self.one(name)?.map(read).transpose()
    }

    /// A whole number within bounds.
    pub fn number(&self, name: &str, least: u32, most: u32) -> Result<Option<u32>, Problem> {
        let read = |text: &str| {
            let number = text.parse::<u32>().ok().filter(|n| (least..=most).contains(n));
            number.ok_or_else(|| Problem::bad_request(format!("`{name}` must be {least} to {most}")))
        };
        self.one(name)?.map(read).transpose()
    }

    /// `as_at` and `known_on`.
    pub fn days(&self) -> Result<Days, Problem> {
        Ok(Days { as_at: self.day("as_at")?, known_on: self.day("known_on")? })
    }

    /// What a list is filtered by.
    pub fn asked(&self) -> Asked {
        Asked {
            standards: self.all("standard"),
            checks: false,
            themes: self.all("theme"),
            teams: self.all("team"),
            workers: self.all("worker"),
            children: Vec::new(),
            keys: self.all("child"),
            verdicts: self.all("verdict"),
        }
    }
}

/// A name as it may be repeated to whoever typed it.
pub(super) fn short(name: &str) -> String {
    name.chars().take(40).collect()
}
