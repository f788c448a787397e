//! Texts that plug-ins made and no record holds: numbered behind those of the records.

use crate::record::{TextCode, Texts};
use std::sync::{Mutex, PoisonError};

/// Where their numbers begin; no caseload has so many texts.
const FIRST: u32 = 1 << 30;

/// The texts made so far. Which number one has depends on who asked first; only whether two are the same is ever asked.
#[derive(Debug, Default)]
pub(super) struct MadeTexts(Mutex<Texts>);

impl MadeTexts {
    /// The number of a text.
    pub(super) fn code(&self, text: &str) -> TextCode {
        TextCode(self.0.lock().unwrap_or_else(PoisonError::into_inner).code(text).0 + FIRST)
    }

    /// The text of a number that [`MadeTexts::code`] gave.
    pub(super) fn text(&self, code: TextCode) -> Option<String> {
        let at = code.0.checked_sub(FIRST).filter(|_| code != TextCode::NONE)?;
        Some(self.0.lock().unwrap_or_else(PoisonError::into_inner).text(TextCode(at)).to_owned())
    }
}
