//! How a mapping spells values, made ready for bytes.

use super::dates::DateReader;
use crate::import::mapping::{DateForm, Forms};

/// Spellings and date forms of one mapping.
#[derive(Debug, Clone)]
pub(in crate::import) struct Spelling {
    /// Dates.
    pub(in crate::import) dates: DateReader,
    yes: Vec<Vec<u8>>,
    no: Vec<Vec<u8>>,
    blank: Vec<Vec<u8>>,
    /// Bit n is set when something that stands for nothing has n bytes (31: or more).
    blank_lengths: u32,
    /// Whether codes stand behind a letter.
    pub(in crate::import) lettered: bool,
}

impl Spelling {
    /// The spellings of a mapping.
    pub(in crate::import) fn new(forms: &Forms) -> Spelling {
        let bytes = |list: &[String]| list.iter().map(|w| w.as_bytes().to_vec()).collect::<Vec<_>>();
        let blank_lengths = forms.blank.iter().fold(0, |mask, w| mask | 1 << w.len().min(31));
        Spelling {
            dates: DateReader::new(&forms.dates),
            yes: bytes(&forms.yes),
            no: bytes(&forms.no),
            blank: bytes(&forms.blank),
            blank_lengths,
            lettered: forms.lettered,
        }
    }

    /// The spellings of a mapping in a workbook: a plain number in a column of dates is one.
    pub(in crate::import) fn of_sheets(forms: &Forms) -> Spelling {
        let mut forms = forms.clone();
        forms.dates.insert(DateForm::Excel);
        Spelling::new(&forms)
    }

    /// Whether a text that is not empty stands for nothing.
    #[inline]
    pub(in crate::import) fn stands_for_nothing(&self, text: &[u8]) -> bool {
        self.blank_lengths & (1 << text.len().min(31)) != 0 && is_one_of(text, &self.blank)
    }

    /// Whether some whole number stands for nothing.
    pub(in crate::import) fn numbers_stand_for_nothing(&self) -> bool {
        self.blank.iter().any(|w| !w.is_empty() && w.iter().all(u8::is_ascii_digit))
    }

    /// Whether some text as long as an ISO date stands for nothing.
    pub(in crate::import) fn dates_stand_for_nothing(&self) -> bool {
        self.blank.iter().any(|w| w.len() == 10)
    }

    /// Yes or no.
    pub(in crate::import) fn yes_no(&self, text: &[u8]) -> Option<bool> {
        if is_one_of(text, &self.yes) {
            return Some(true);
        }
        is_one_of(text, &self.no).then_some(false)
    }
}

fn is_one_of(text: &[u8], list: &[Vec<u8>]) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(text))
}
