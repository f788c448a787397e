//! Formats that a mapping tells whole: the Standard Safeguarding Dataset, and whatever an analyst maps.

use super::Format;
use crate::import::database;
use crate::import::error::ImportError;
use crate::import::mapping::{self, Mapping};
use crate::import::request::LoadRequest;
use crate::import::tables::{Folder, read_tables};
use crate::import::unfinished::Unfinished;
use crate::record::{Provides, Vocabulary};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// A format with its mapping.
pub(in crate::import) struct Mapped {
    name: Cow<'static, str>,
    /// The file that messages about the mapping name.
    file: Cow<'static, str>,
    about: &'static str,
    text: Cow<'static, str>,
}

/// The Standard Safeguarding Dataset with local files beside it.
pub(super) const SSD: Mapped = Mapped {
    name: Cow::Borrowed("ssd"),
    file: Cow::Borrowed("ssd.toml"),
    about: "a folder with ssd_person.csv",
    text: Cow::Borrowed(mapping::SSD),
};

/// Ofsted's Annex A, a workbook or a folder of its lists.
pub(super) const ANNEX_A: Mapped = Mapped {
    name: Cow::Borrowed("annex-a"),
    file: Cow::Borrowed("annex-a.toml"),
    about: "a workbook of Annex A, or a folder with list_1.csv",
    text: Cow::Borrowed(mapping::ANNEX_A),
};

/// The tables of the side-by-side benchmark.
pub(super) const BENCH: Mapped = Mapped {
    name: Cow::Borrowed("bench"),
    file: Cow::Borrowed("bench.toml"),
    about: "a folder with cin_visits.csv",
    text: Cow::Borrowed(mapping::BENCH),
};

impl Mapped {
    /// The format that a mapping file tells.
    pub(in crate::import) fn of_file(file: &Path) -> Result<Mapped, ImportError> {
        let text = std::fs::read_to_string(file).map_err(|e| ImportError::read(file, &e))?;
        let name = file.display().to_string();
        Ok(Mapped {
            name: Cow::Owned(name.clone()),
            file: Cow::Owned(name),
            about: "tables that a mapping tells",
            text: Cow::Owned(text),
        })
    }

    /// Where nothing fits, the mapping may be at fault: its file is named, and what it lacks.
    fn nothing_there(&self, error: ImportError) -> ImportError {
        match error {
            ImportError::NothingThere { path, looked_for, .. } if self.name == self.file => {
                let lacks = looked_for.is_empty().then(|| "it has no [[record]] with a file".to_owned());
                ImportError::NothingThere {
                    path,
                    source_name: self.file.to_string(),
                    looked_for: lacks.unwrap_or(looked_for),
                }
            }
            other => other,
        }
    }

    fn mapping(&self, vocabulary: &Vocabulary) -> Result<Mapping, ImportError> {
        let mapping = Mapping::parse(&self.file, &self.text, vocabulary)?;
        Ok(Mapping { own: self.name == self.file, ..mapping })
    }
}

impl Format for Mapped {
    fn name(&self) -> &str {
        &self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn recognises(&self, records: &Path, vocabulary: &Vocabulary) -> bool {
        let (Ok(folder), Ok(mapping)) = (Folder::list(records), self.mapping(vocabulary)) else {
            return false;
        };
        mapping.recognise.iter().any(|t| folder.has(t))
    }

    fn read(&self, request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
        let mapping = self.mapping(vocabulary)?;
        let folder = match database::address(&request.records) {
            Some(address) => {
                // A mapping that recognises nothing is known by any table it reads.
                let files = || mapping.files().into_iter().map(str::to_lowercase).collect();
                let marks = if mapping.recognise.is_empty() { files() } else { mapping.recognise.clone() };
                database::tables(address, &marks)?
            }
            None => {
                let mut folder = Folder::list(&request.records)?;
                folder.gather(&mapping);
                folder
            }
        };
        read_tables(request, &folder, &mapping, vocabulary).map_err(|e| self.nothing_there(e))
    }

    fn reads_databases(&self) -> bool {
        true
    }

    fn can_hold(&self, vocabulary: &Vocabulary) -> Result<Provides, ImportError> {
        Ok(self.mapping(vocabulary)?.can_hold())
    }
}
