//! Pages of a list: a cursor knows the run it belongs to, so pages of two runs never mix.

use super::problem::Problem;
use super::query::Parameters;

const USUAL: u32 = 100;
const MOST: u32 = 1000;

/// Which part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paging {
    cursor: Option<(String, usize)>,
    limit: usize,
}

impl Paging {
    pub fn of(parameters: &Parameters) -> Result<Paging, Problem> {
        let limit = parameters.number("limit", 1, MOST)?.unwrap_or(USUAL) as usize;
        let read = |text: &str| {
            let parts = text.split_once('-').and_then(|(run, at)| Some((run.to_owned(), at.parse().ok()?)));
            parts.ok_or_else(|| Problem::bad_request("`cursor` is none of this service's"))
        };
        Ok(Paging { cursor: parameters.one("cursor")?.map(read).transpose()?, limit })
    }

    /// The part of a list, and the cursor of what follows.
    pub fn part<'a, T>(&self, list: &'a [T], run: &str) -> Result<(&'a [T], Option<String>), Problem> {
        let from = match &self.cursor {
            Some((of, _)) if of != run => return Err(Problem::changed()),
            Some((_, at)) => (*at).min(list.len()),
            None => 0,
        };
        let until = from.saturating_add(self.limit).min(list.len());
        let next = (until < list.len()).then(|| format!("{run}-{until}"));
        Ok((list.get(from..until).unwrap_or(&[]), next))
    }
}
