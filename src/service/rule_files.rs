//! The texts of a rule set: those of a folder, of single files, or those the binary carries.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rules this binary was built with, by path below `rules/`.
const CARRIED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A rule file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFileError {
    /// The path is not there, or may not be read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// The path as it was given.
        path: String,
        /// What the system says.
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
    /// What plug-ins are made of, by path below the folder and by name.
    others: BTreeMap<String, String>,
}

impl RuleFiles {
    /// The rules the binary carries.
    pub fn carried() -> RuleFiles {
        let mut out = RuleFiles::default();
        for (path, text) in CARRIED {
            out.add(&format!("rules/{path}"), path, (*text).to_owned());
        }
        out
    }

    /// Every rule file below a folder.
    pub fn folder(folder: &Path) -> Result<RuleFiles, RuleFileError> {
        let mut out = RuleFiles::default();
        out.read_folder(folder)?;
        match out.care.is_empty() {
            true => Err(RuleFileError::Empty { path: folder.display().to_string() }),
            false => Ok(out),
        }
    }

    /// Adds the rule files below a folder.
    pub fn read_folder(&mut self, folder: &Path) -> Result<(), RuleFileError> {
        let mut paths = Vec::new();
        walk(folder, &mut paths)?;
        paths.sort();
        for path in paths {
            let text = read(&path)?;
            let inner = path.strip_prefix(folder).unwrap_or(&path);
            let inner: Vec<_> = inner.iter().map(|p| p.to_string_lossy()).collect();
            self.add(&path.display().to_string(), &inner.join("/"), text);
        }
        Ok(())
    }

    /// Adds one file as if it stood in the folder, in place of the file of the same name (of the same folder, where
    /// several folders have one).
    pub fn read_file(&mut self, path: &Path) -> Result<(), RuleFileError> {
        let text = read(path)?;
        let folder = |p: &Path| p.parent().and_then(Path::file_name).map(ToOwned::to_owned);
        let named = |known: &str| Path::new(known).file_name() == path.file_name();
        let several = self.care.iter().filter(|(known, _)| named(known)).count() > 1;
        self.care.retain(|(known, _)| !named(known) || (several && folder(Path::new(known)) != folder(path)));
        self.care.push((path.display().to_string(), text));
        Ok(())
    }

    /// Adds one file beside the others.
    pub fn add_file(&mut self, path: &Path) -> Result<(), RuleFileError> {
        self.care.push((path.display().to_string(), read(path)?));
        Ok(())
    }

    /// The text of a plug-in's file, named as in its declaration: by path below the folder, or below `plugins/`.
    pub fn other(&self, name: &str) -> Option<String> {
        let found = self.others.get(name).or_else(|| self.others.get(&format!("plugins/{name}")));
        found.cloned()
    }

    /// Names the set: the same texts give the same words.
    pub fn hash(&self, authority: Option<&str>) -> String {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        let others = self.others.iter().map(|(a, b)| (a.as_str(), b.as_str()));
        let care = self.care.iter().map(|(_, text)| ("", text.as_str()));
        for (name, text) in care.chain(others).chain(authority.map(|a| ("authority", a))) {
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name.as_bytes());
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
    }

    fn add(&mut self, name: &str, inner: &str, text: String) {
        match inner.ends_with(".care") {
            true => self.care.push((name.to_owned(), text)),
            false => {
                self.others.insert(inner.to_owned(), text);
            }
        }
    }
}

fn read(path: &Path) -> Result<String, RuleFileError> {
    let fault = |reason: String| RuleFileError::Unreadable { path: path.display().to_string(), reason };
    let bytes = std::fs::read(path).map_err(|e| fault(e.to_string()))?;
    String::from_utf8(bytes).map_err(|_| {
        fault("this file is not in UTF-8: save it as plain text with the encoding UTF-8".to_owned())
    })
}

/// The rule files and what plug-ins read, below a folder.
fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), RuleFileError> {
    let fault = |e: std::io::Error| RuleFileError::Unreadable {
        path: folder.display().to_string(),
        reason: e.to_string(),
    };
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let plugins = path.parent().is_some_and(|p| p.ends_with("plugins"));
        match path.extension().and_then(|e| e.to_str()) {
            _ if path.is_dir() => walk(&path, out)?,
            Some("care") => out.push(path),
            Some("rhai" | "toml") if plugins => out.push(path),
            _ => {}
        }
    }
    Ok(())
}
