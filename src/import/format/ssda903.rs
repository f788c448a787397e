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
        "a folder with the files of an SSDA903 return, or one in XML"
    }

    fn recognises(&self, records: &Path, vocabulary: &Vocabulary) -> bool {
        let (Ok(mut folder), Ok(mapping)) = (Folder::list(records), mapping(vocabulary)) else {
            return false;
        };
        folder.gather(&mapping);
        mapping.recognise.iter().any(|t| folder.has(t)) || !ssda903::xml_files(records).is_empty()
    }

    fn read(&self, request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
        let mapping = mapping(vocabulary)?;
        let mut folder = Folder::list(&request.records)?;
        folder.gather(&mapping);
        let in_xml = ssda903::xml_files(&request.records);
        // A return that is there both ways is one return: its tables are read.
        let both = mapping.recognise.iter().any(|t| folder.has(t));
        if !both && !in_xml.is_empty() {
            in_xml.iter().for_each(|file| ssda903::add_xml(&mut folder, file));
            folder.gather(&mapping);
        }
        ssda903::derive(folder.files_mut("episodes"), &mapping.forms);
        let mut read = read_tables(request, &folder, &mapping, vocabulary)?;
        if both {
            let names = in_xml.iter().filter_map(|f| f.file_name());
            read.report.not_needed.extend(names.map(|n| n.to_string_lossy().into_owned()));
        }
        Ok(read)
    }

    fn can_hold(&self, vocabulary: &Vocabulary) -> Result<Provides, ImportError> {
        Ok(mapping(vocabulary)?.can_hold())
    }
}
