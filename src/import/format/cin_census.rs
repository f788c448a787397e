//! `cin-census`: the children in need census.

use super::Format;
use crate::import::census;
use crate::import::error::ImportError;
use crate::import::request::LoadRequest;
use crate::import::unfinished::Unfinished;
use crate::record::{Provides, Vocabulary};
use std::path::Path;
use std::sync::Arc;

/// The children in need census.
pub(super) struct CinCensus;

impl Format for CinCensus {
    fn name(&self) -> &str {
        "cin-census"
    }

    fn about(&self) -> &'static str {
        "a children in need census in XML"
    }

    fn recognises(&self, records: &Path, _: &Vocabulary) -> bool {
        census::looks_like_one(records)
    }

    fn read(&self, request: &LoadRequest, vocabulary: &Arc<Vocabulary>) -> Result<Unfinished, ImportError> {
        census::read(&request.records, vocabulary)
    }

    fn can_hold(&self, vocabulary: &Vocabulary) -> Result<Provides, ImportError> {
        Ok(census::can_hold(vocabulary))
    }
}
