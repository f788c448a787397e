//! `ssda903`: the yearly return on children looked after.

use super::Format;
use crate::import::error::ImportError;
use crate::import::mapping::{self, Mapping};
use crate::import::request::LoadRequest;
use crate::import::ssda903;
use crate::import::tables::{Folder, read_tables};
use crate::import::unfinished::Unfinished;
use crate::record::{Provides, Vocabulary};
use std::path::Path;
use std::sync::Arc;

/// The SSDA903 return: a mapping, and spells of episodes that no mapping can say.
pub(super) struct Ssda903;

fn mapping(vocabulary: &Vocabulary) -> Result<Mapping, ImportError> {
    Mapping::parse("ssda903.toml", mapping::SSDA903, vocabulary)
}

impl Format for Ssda903 {
    fn name(&self) -> &str {
        "ssda903"
    }

    fn about(&self) -> &'static str {
        "a folder with the files of an SSDA903 return"
    }

    fn recognises(&self, records: &Path, vocabulary: &Vocabulary) -> bool {
        let (Ok(mut folder), Ok(mapping)) = (Folder::list(records), mapping(vocabulary)) else {
            return false;
        };
        folder.gather(&mapping);
        mapping.recognise.iter().any(|t| folder.has(t))
    }

    fn read(&self, request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
        let mapping = mapping(vocabulary)?;
        let mut folder = Folder::list(&request.records)?;
        folder.gather(&mapping);
        ssda903::derive(folder.files_mut("episodes"), &mapping.forms);
        read_tables(request, &folder, &mapping, vocabulary)
    }

    fn can_hold(&self, vocabulary: &Vocabulary) -> Result<Provides, ImportError> {
        Ok(mapping(vocabulary)?.can_hold())
    }
}
