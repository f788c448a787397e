//! `workforce-census`: the children's social work workforce census.

use super::Format;
use crate::import::error::ImportError;
use crate::import::request::LoadRequest;
use crate::import::unfinished::Unfinished;
use crate::import::workforce;
use crate::record::{Provides, Vocabulary};
use std::path::Path;
use std::sync::Arc;

/// The workforce census.
pub(super) struct WorkforceCensus;

impl Format for WorkforceCensus {
    fn name(&self) -> &str {
        "workforce-census"
    }

    fn about(&self) -> &'static str {
        "a social work workforce census in XML"
    }

    fn recognises(&self, records: &Path, _: &Vocabulary) -> bool {
        workforce::looks_like_one(records)
    }

    fn read(&self, request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
        workforce::read(&request.records, vocabulary, &request.codes)
    }

    fn can_hold(&self, vocabulary: &Vocabulary) -> Result<Provides, ImportError> {
        Ok(workforce::can_hold(vocabulary))
    }
}
