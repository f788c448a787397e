//! The texts of a rule set: those of a folder, of single files, or those the binary carries.

use super::only_checks::only_checks;
use crate::import::plain_reason;
use crate::lang::{AuthoritySettings, Loaded, beside, load_years};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rules this binary was built with, by path below `rules/`.
const CARRIED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The file of a rule folder that holds the catalogue.
const CATALOGUE: &str = "catalogue.toml";

/// The file of a rule folder that holds what the councils' reports ask for.
const REQUIREMENTS: &str = "requirements.toml";

/// Below it each return has its rules, in a folder a year: programs of their own, each with its own vocabulary.
const CHECKS: &str = "checks";
const CHECKS_BELOW: &str = "checks/";

/// The file of a rule folder that says which ways of writing a rule are right where they stand.
const LINT: &str = "lint.toml";

/// What begins the declaration of a kind of record.
const RECORDS: [&str; 3] = ["subject ", "event ", "period "];

/// A rule file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFileError {
    /// The path is not there, or may not be read.
    #[error("`{path}` cannot be read: {reason}")]
    Unreadable {
        /// The path as it was given.
        path: String,
        /// Why, in plain words.
        reason: String,
    },
    /// A folder without a single rule file.
    #[error("{path}: there is no .care file in this folder")]
    Empty {
        /// The path as it was given.
        path: String,
    },
}

/// The texts of a rule set, in order of name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleFiles {
    /// Rule files: the name as the user gave it, and the text.
    pub care: Vec<(String, String)>,
    /// Where the files of a later year begin: what they declare takes the place of what stands before.
    begins: Vec<usize>,
    /// What plug-ins are made of, layouts of reports and figures of others, by path below the folder.
    others: BTreeMap<String, String>,
    /// Lists of codes in CSV files, by the path of the rule file that names them.
    lists: BTreeMap<String, String>,
    /// Whether single files took the place of others.
    replaced: bool,
    /// The catalogue, if the folder has one: its name and text.
    catalogue: Option<(String, String)>,
    /// The requirements, if the folder has them: name and text.
    requirements: Option<(String, String)>,
    /// What `duecare lint` may find, if the folder says so: name and text.
    lint: Option<(String, String)>,
}

impl RuleFiles {
    /// The rules the binary carries.
    pub fn carried() -> RuleFiles {
        let mut out = RuleFiles::default();
        for (path, text) in CARRIED.iter().filter(|(path, _)| !path.starts_with(CHECKS_BELOW)) {
            out.add(&format!("rules/{path}"), path, (*text).to_owned());
        }
        out
    }

    /// The returns the binary carries rules for, each with its years in order.
    pub fn carried_returns() -> BTreeMap<String, Vec<String>> {
        let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, _) in CARRIED {
            let mut parts = path.split('/');
            if let (Some(CHECKS), Some(of), Some(year), Some(_)) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            {
                let years = out.entry(of.to_owned()).or_default();
                if years.last().is_none_or(|last| last != year) {
                    years.push(year.to_owned());
                }
            }
        }
        out
    }

    /// The carried rules of a return, as they are in a year: a year's folder holds what changed against the year before.
    pub fn carried_return(of: &str, year: &str) -> RuleFiles {
        let mut out = RuleFiles::default();
        let years = RuleFiles::carried_returns().remove(of).unwrap_or_default();
        for known in years.iter().filter(|known| known.as_str() <= year) {
            out.begins.push(out.care.len());
            let below = format!("{CHECKS}/{of}/{known}/");
            for (path, text) in CARRIED {
                if let Some(inner) = path.strip_prefix(&below) {
                    out.add(&format!("rules/{path}"), inner, (*text).to_owned());
                }
            }
        }
        out
    }

    /// The rules of a return in a year's folder, on those of the years before beside it.
    fn read_years(&mut self, folder: &Path) -> Result<(), RuleFileError> {
        let name = |p: &Path| p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let this = name(folder);
        let list = folder.parent().and_then(|p| std::fs::read_dir(p).ok());
        let mut years: Vec<PathBuf> =
            list.into_iter().flatten().filter_map(|e| e.ok().map(|e| e.path())).collect();
        years.retain(|p| p.is_dir() && name(p) <= this);
        years.sort();
        for year in years {
            self.begins.push(self.care.len());
            self.read_below(&year)?;
        }
        Ok(())
    }

    /// Reads and checks the files: of several years, what a later one declares anew stands.
    pub fn load(&self, settings: Option<&AuthoritySettings>) -> Loaded {
        let read = |name: &str| self.other(name);
        let mut loaded = load_years(&self.care, &self.begins, &read, settings);
        if !self.begins.is_empty() {
            only_checks(&mut loaded);
        }
        loaded
    }

    /// Every rule file below a folder.
    pub fn folder(folder: &Path) -> Result<RuleFiles, RuleFileError> {
        let mut out = RuleFiles::default();
        out.read_folder(folder)?;
        Ok(out)
    }

    /// Rules of one's own that declare no records stand over those the program carries, as a single file does: a file
    /// takes the place of the one of its name.
    pub fn over_carried(self) -> Result<RuleFiles, RuleFileError> {
        let declares = |text: &str| text.lines().any(|l| RECORDS.iter().any(|word| l.starts_with(word)));
        if !self.begins.is_empty() || self.care.iter().any(|(_, text)| declares(text)) {
            return Ok(self);
        }
        let mut all = RuleFiles::carried();
        let paths: Vec<&Path> = self.care.iter().map(|(name, _)| Path::new(name)).collect();
        all.read_files(&paths)?;
        all.others.extend(self.others);
        all.lists.extend(self.lists);
        all.catalogue = self.catalogue.or(all.catalogue);
        all.requirements = self.requirements.or(all.requirements);
        all.lint = self.lint.or(all.lint);
        Ok(all)
    }

    /// Adds the rule files below a folder; one that holds none is refused.
    pub fn read_folder(&mut self, folder: &Path) -> Result<(), RuleFileError> {
        let before = self.care.len();
        // The name and the place of `.` or `2025-26` are told only by the whole path.
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let of_checks = whole.parent().and_then(Path::parent).is_some_and(|p| p.ends_with(CHECKS));
        let named = folder.file_name().is_some() && folder.parent().is_some_and(|p| p != Path::new(""));
        match (of_checks, named) {
            (true, true) => self.read_years(folder)?,
            (true, false) => self.read_years(&whole)?,
            (false, _) => self.read_below(folder)?,
        }
        match self.care.len() > before {
            true => Ok(()),
            false => Err(RuleFileError::Empty { path: folder.display().to_string() }),
        }
    }

    fn read_below(&mut self, folder: &Path) -> Result<(), RuleFileError> {
        let mut paths = Vec::new();
        walk(folder, &mut paths)?;
        paths.sort();
        for path in paths {
            let text = read(&path)?;
            let inner = path.strip_prefix(folder).unwrap_or(&path);
            let inner: Vec<_> = inner.iter().map(|p| p.to_string_lossy()).collect();
            let name = path.display().to_string();
            if inner.last().is_some_and(|last| last.ends_with(".care")) {
                self.read_lists(&name, &text)?;
            }
            self.add(&name, &inner.join("/"), text);
        }
        Ok(())
    }

    /// Adds single files as if they stood in the folder: each takes the place of the file of its name (of the same
    /// folder, where several folders have one). Files that are named together stand beside each other.
    pub fn read_files(&mut self, paths: &[&Path]) -> Result<(), RuleFileError> {
        let folder = |p: &Path| p.parent().and_then(Path::file_name).map(ToOwned::to_owned);
        let before = self.care.clone();
        let all = self.care.len();
        for path in paths {
            let named = |known: &str| Path::new(known).file_name() == path.file_name();
            let several = before.iter().filter(|(known, _)| named(known)).count() > 1;
            self.care
                .retain(|(known, _)| !named(known) || (several && folder(Path::new(known)) != folder(path)));
        }
        self.replaced |= self.care.len() < all;
        paths.iter().try_for_each(|path| self.add_file(path))
    }

    /// Adds one file beside the others.
    pub fn add_file(&mut self, path: &Path) -> Result<(), RuleFileError> {
        let text = read(path)?;
        self.read_lists(&path.display().to_string(), &text)?;
        self.care.push((path.display().to_string(), text));
        Ok(())
    }

    /// The lists in CSV files that a rule file names, from beside it. One that is not there is told where it is named.
    fn read_lists(&mut self, rule_file: &str, text: &str) -> Result<(), RuleFileError> {
        for path in files_named(text).filter_map(|named| beside(rule_file, named)) {
            if Path::new(&path).is_file() {
                // Letters that are no UTF-8 matter only where they stand in a code: told when the list is read.
                let bytes =
                    std::fs::read(&path).map_err(|e| unreadable(Path::new(&path), plain_reason(&e)))?;
                self.lists.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Ok(())
    }

    /// The text of a plug-in's file, named as in its declaration (by path below the folder, or below `plugins/`), or
    /// of a list, by the folder of the rule file that names it.
    pub fn other(&self, name: &str) -> Option<String> {
        let plugin = || self.others.get(name).or_else(|| self.others.get(&format!("plugins/{name}")));
        self.lists.get(name).or_else(plugin).cloned()
    }

    /// The layouts of reports: what each is called, and its text.
    pub fn layouts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.others.iter().filter_map(|(path, text)| {
            let name = path.strip_prefix("reports/")?.strip_suffix(".toml")?;
            Some((name, text.as_str()))
        })
    }

    /// The files of figures of others: what each is called, and its text.
    pub fn comparators(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.others.iter().filter(|(path, _)| path.starts_with("comparators/"));
        all.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether single files took the place of rule files, so that rules may be gone which others name.
    pub fn replaced(&self) -> bool {
        self.replaced
    }

    /// The name and text of the catalogue: what is asked of practice, and the rules that do it. It changes no verdict, so
    /// it is no part of [`RuleFiles::hash`].
    pub fn catalogue(&self) -> Option<(&str, &str)> {
        self.catalogue.as_ref().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The name and text of the requirements: what the councils' reports ask for. They change no verdict either.
    pub fn requirements(&self) -> Option<(&str, &str)> {
        self.requirements.as_ref().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The name and text of the file that says what `duecare lint` may find. It changes no verdict either.
    pub fn lint(&self) -> Option<(&str, &str)> {
        self.lint.as_ref().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Names the set: the same texts give the same words.
    pub fn hash(&self, authority: Option<&str>) -> String {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        let others = self.others.iter().map(|(a, b)| (a.as_str(), b.as_str()));
        // Where the folder lies changes nothing.
        let lists = self
            .lists
            .iter()
            .map(|(path, text)| (path.rsplit(['/', '\\']).next().unwrap_or(path), text.as_str()));
        let care = self.care.iter().map(|(_, text)| ("", text.as_str()));
        for (name, text) in care.chain(others).chain(lists).chain(authority.map(|a| ("authority", a))) {
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name.as_bytes());
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
    }

    fn add(&mut self, name: &str, inner: &str, text: String) {
        if inner.ends_with(".care") {
            self.care.push((name.to_owned(), text));
        } else if inner == CATALOGUE {
            self.catalogue = Some((name.to_owned(), text));
        } else if inner == REQUIREMENTS {
            self.requirements = Some((name.to_owned(), text));
        } else if inner == LINT {
            self.lint = Some((name.to_owned(), text));
        } else if inner.ends_with(".csv") {
            self.lists.insert(name.to_owned(), text);
        } else {
            self.others.insert(inner.to_owned(), text);
        }
    }
}

/// The CSV files that a rule text names, whether or not it can be understood.
fn files_named(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|l| !l.trim_start().starts_with("--"));
    lines.flat_map(|l| l.split('"').skip(1).step_by(2)).filter(|quoted| quoted.ends_with(".csv"))
}

fn read(path: &Path) -> Result<String, RuleFileError> {
    let bytes = std::fs::read(path).map_err(|e| unreadable(path, plain_reason(&e)))?;
    let words = "this file is not in UTF-8: save it as plain text with the encoding UTF-8";
    String::from_utf8(bytes).map_err(|_| unreadable(path, words.to_owned()))
}

fn unreadable(path: &Path, reason: String) -> RuleFileError {
    RuleFileError::Unreadable { path: path.display().to_string(), reason }
}

/// The rule files, what plug-ins read and the layouts of reports, below a folder.
fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), RuleFileError> {
    let fault = |e: std::io::Error| unreadable(folder, plain_reason(&e));
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let below = |folder: &str| path.parent().is_some_and(|p| p.ends_with(folder));
        match path.extension().and_then(|e| e.to_str()) {
            // The rules of returns are programs of their own.
            _ if path.is_dir() && path.file_name().is_some_and(|name| name == CHECKS) => {}
            _ if path.is_dir() => walk(&path, out)?,
            Some("care") => out.push(path),
            Some("rhai" | "toml") if below("plugins") => out.push(path),
            Some("toml") if below("reports") || below("comparators") => out.push(path),
            Some("toml") if [CATALOGUE, REQUIREMENTS, LINT].iter().any(|name| path.ends_with(name)) => {
                out.push(path)
            }
            _ => {}
        }
    }
    Ok(())
}
