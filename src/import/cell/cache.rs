//! What the last few spellings of a column meant.

use super::convert::Said;

const PLACES: usize = 16;
const LONGEST: usize = 15;

#[derive(Debug, Clone, Copy)]
struct Place {
    length: u8,
    bytes: [u8; LONGEST],
    said: Said,
}

/// A small table by length and end letters; a spelling that hits another's place takes it over.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    places: [Place; PLACES],
}

impl Default for Cache {
    fn default() -> Self {
        Cache { places: [Place { length: u8::MAX, bytes: [0; LONGEST], said: Said::Blank }; PLACES] }
    }
}

fn place_of(text: &[u8]) -> usize {
    let first = text.first().copied().unwrap_or(0);
    let last = text.last().copied().unwrap_or(0);
    usize::from(first ^ last.wrapping_mul(5) ^ (text.len() as u8).wrapping_mul(3)) % PLACES
}

impl Cache {
    #[inline]
    pub(super) fn get(&self, text: &[u8]) -> Option<Said> {
        let place = self.places.get(place_of(text))?;
        (usize::from(place.length) == text.len() && place.bytes.get(..text.len())? == text)
            .then_some(place.said)
    }

    pub(super) fn put(&mut self, text: &[u8], said: Said) {
        if let Some(place) = self.places.get_mut(place_of(text))
            && let Some(bytes) = place.bytes.get_mut(..text.len())
        {
            bytes.copy_from_slice(text);
            place.length = text.len() as u8;
            place.said = said;
        }
    }
}
