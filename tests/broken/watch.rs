//! One broken input loaded, and everything that is asked of what became of it.

use crate::base::{Files, MARK, vocabulary};
use duecare::import::{
    AnotherSource, ImportError, LoadReport, LoadRequest, Loaded, Refusal, SourceKind, load,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// An input to load.
pub(crate) struct Trial {
    pub(crate) what: String,
    pub(crate) from: String,
    pub(crate) records: Option<String>,
    pub(crate) beside: Option<String>,
    pub(crate) id_map: Option<String>,
    /// The file that is broken.
    pub(crate) hit: String,
    pub(crate) files: Files,
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Loaded,
    Told,
    RowsRefused,
    FileFailed,
    NothingLoaded,
}

pub(crate) const FATES: usize = 5;

impl Fate {
    pub(crate) const WORDS: [&'static str; FATES] = ["loaded", "remarks", "refused", "failed", "no load"];
}

/// Words by which a message says what to do.
const TO_DO: [&str; 14] = [
    "save it",
    "export",
    "write it",
    "remove",
    "close",
    "name ",
    "take ",
    "save its",
    "is a quote left open",
    "put ",
    "map ",
    "ask ",
    "make ",
    "it has no column",
];

/// Loads it. An error says what is wrong with what became of it.
pub(crate) fn watch(trial: &Trial) -> Result<Fate, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let at = |name: &String| folder.path().join(name);
    for (name, bytes) in &trial.files {
        std::fs::write(at(name), bytes).map_err(|e| e.to_string())?;
    }
    let kind = |from: &String| match from.ends_with(".toml") {
        true => SourceKind::Mapping(at(from)),
        false => SourceKind::named(from).unwrap_or_default(),
    };
    let records = trial.records.as_ref().map_or_else(|| folder.path().to_owned(), at);
    let also = trial.beside.iter();
    let request = LoadRequest {
        from: kind(&trial.from),
        records,
        also: also.map(|m| AnotherSource { from: kind(m), records: folder.path().to_owned() }).collect(),
        id_map: trial.id_map.as_ref().map(at),
        today: duecare::calendar::parse_iso("2026-01-05"),
        ..LoadRequest::default()
    };
    std::panic::set_hook(Box::new(|_| {}));
    let done = catch_unwind(AssertUnwindSafe(|| load(&request, vocabulary())));
    let _ = std::panic::take_hook();
    let done = done.map_err(|panic| format!("PANIC {}", told(panic.as_ref())))?;
    match done {
        Ok(loaded) => report(&loaded, trial),
        Err(error) => error_is_sound(&error, folder.path(), trial).map(|()| Fate::NothingLoaded),
    }
}

pub(crate) fn told(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn error_is_sound(error: &ImportError, folder: &Path, trial: &Trial) -> Result<(), String> {
    let text = error.to_string();
    let folder = folder.display().to_string();
    // A mapping is no record: its own lines may be shown.
    silent(&text)?;
    silent(&format!("{error:?}"))?;
    if !text.contains(&folder) {
        return Err(format!("the error names no file: {text}"));
    }
    if (trial.hit.ends_with(".toml") || trial.id_map.as_ref() == Some(&trial.hit))
        && !text.contains(&trial.hit)
    {
        return Err(format!("the error does not name the broken file: {text}"));
    }
    Ok(())
}

fn report(loaded: &Loaded, trial: &Trial) -> Result<Fate, String> {
    let report = &loaded.report;
    let text = report.to_string();
    silent(&text)?;
    silent(&report.to_json().to_string())?;
    silent(&format!("{loaded:?}"))?;
    counts(report)?;
    if !text.contains(&trial.hit)
        && !trial.hit.ends_with(".toml")
        && trial.id_map.as_ref() != Some(&trial.hit)
    {
        return Err(format!("the broken file is not in the report:\n{text}"));
    }
    let remarks = report.files.iter().any(|f| {
        !f.notes.is_empty()
            || f.broken_off.is_some()
            || f.same_id.count + f.too_late.count + f.too_early.count > 0
            || !f.columns.is_empty()
    });
    Ok(match report {
        r if r.any_failed() => Fate::FileFailed,
        r if r.totals().2 > 0 => Fate::RowsRefused,
        _ if remarks => Fate::Told,
        _ => Fate::Loaded,
    })
}

/// Read is kept and refused, and every refusal has its rows.
fn counts(report: &LoadReport) -> Result<(), String> {
    for f in &report.files {
        let told = || format!("{}: {f:?}", f.file);
        let refused: u64 = f.reasons.iter().map(|r| r.1.count).sum();
        if f.read != f.kept + f.refused || refused != f.refused {
            return Err(format!("read is not kept and refused: {}", told()));
        }
        for (why, rows) in &f.reasons {
            let whole_file = *why == Refusal::FileBroken && f.failed.is_some();
            if rows.count > 0 && rows.first.is_empty() && !whole_file {
                return Err(format!("no row is named: {}", told()));
            }
        }
        if let Some(why) = f.failed.as_ref().or(f.broken_off.as_ref())
            && !TO_DO.iter().any(|words| why.contains(words))
        {
            return Err(format!("a failed file does not say what to do: {why}"));
        }
        if f.failed.is_some() && f.kept > 0 {
            return Err(format!("a failed file keeps rows: {}", told()));
        }
    }
    Ok(())
}

fn silent(text: &str) -> Result<(), String> {
    match text.find(MARK) {
        None => Ok(()),
        Some(at) => {
            let start = text[..at].char_indices().rev().nth(160).map_or(0, |c| c.0);
            let end = text[at..].char_indices().nth(60).map_or(text.len(), |c| at + c.0);
            Err(format!("a value of a record is told: ...{}...", &text[start..end]))
        }
    }
}
