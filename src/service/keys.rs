//! Opaque keys for children: what stands in a URL instead of the case system's id.

use crate::record::{Caseload, KindId, Row};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const KEY_LETTERS: usize = 26;

/// The secret that keys are made with. Whoever has it can tell which id a key belongs to; `Debug` does not show it.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random bytes to make opaque keys with")]
pub struct NoRandomness;

impl Secret {
    /// A new one: keys made with it die with the process.
    pub fn random() -> Result<Secret, NoRandomness> {
        let mut bytes = vec![0u8; 32];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(Secret(bytes))
    }

    /// The words of a new one, to be kept in a file.
    pub fn words() -> Result<String, NoRandomness> {
        let Secret(bytes) = Secret::random()?;
        Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
    }

    /// A configured one: the same keys after every start.
    pub fn of(bytes: &[u8]) -> Secret {
        Secret(bytes.to_vec())
    }

    fn key(&self, id: &str) -> u128 {
        // An HMAC takes a secret of any length, so this never falls back.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return 0 };
        mac.update(id.as_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes.iter().take(16).fold(0u128, |n, b| n << 8 | u128::from(*b))
    }
}

/// Every child's key, both ways.
#[derive(Clone)]
pub struct ChildKeys {
    secret: Secret,
    kind: Option<KindId>,
    by_row: Vec<u128>,
    by_key: Vec<(u128, u32)>,
}

impl fmt::Debug for ChildKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChildKeys({})", self.by_row.len())
    }
}

impl ChildKeys {
    /// The keys of a kind's records.
    pub fn new(secret: &Secret, caseload: &Caseload, kind: Option<KindId>) -> ChildKeys {
        let ids = kind.and_then(|k| caseload.table(k)).map_or(&[][..], |t| t.ids.as_slice());
        let by_row: Vec<u128> = ids.iter().map(|id| secret.key(&id.text(&caseload.texts))).collect();
        let mut by_key: Vec<(u128, u32)> =
            by_row.iter().enumerate().map(|(row, key)| (*key, row as u32)).collect();
        by_key.sort_unstable();
        ChildKeys { secret: secret.clone(), kind, by_row, by_key }
    }

    /// The key of a row.
    pub fn key(&self, row: u32) -> String {
        self.by_row.get(row as usize).map(|k| spell(*k)).unwrap_or_default()
    }

    /// The key of a record at the top of its owners: of a family or other subject one made as a child's is.
    pub fn of(&self, caseload: &Caseload, at: Row) -> String {
        if Some(at.kind) == self.kind {
            return self.key(at.row);
        }
        let id = caseload.table(at.kind).and_then(|t| t.ids.get(at.row as usize));
        let id = id.map(|id| id.text(&caseload.texts)).unwrap_or_default();
        spell(self.secret.key(&format!("{}\0{id}", caseload.vocabulary.name(at.kind))))
    }

    /// The row of a key.
    pub fn row(&self, key: &str) -> Option<u32> {
        let key = read(key)?;
        let at = self.by_key.binary_search_by_key(&key, |k| k.0).ok()?;
        self.by_key.get(at).map(|k| k.1)
    }
}

fn spell(key: u128) -> String {
    let letters = (0..KEY_LETTERS).rev().map(|i| (key >> (5 * i)) as usize & 31);
    letters.filter_map(|i| LETTERS.get(i)).map(|b| char::from(*b)).collect()
}

fn read(text: &str) -> Option<u128> {
    if text.len() != KEY_LETTERS {
        return None;
    }
    text.bytes().try_fold(0u128, |n, b| {
        let value = LETTERS.iter().position(|l| *l == b)?;
        (n >> 123 == 0).then_some(n << 5 | value as u128)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_and_does_not_show_its_id() {
        let key = Secret::of(b"one").key("1042");
        let text = spell(key);
        assert_eq!(text.len(), 26);
        assert_eq!(read(&text), Some(key));
        assert!(!text.contains("1042"));
        assert_ne!(key, Secret::of(b"two").key("1042"));
        assert_eq!(read("zzzzzzzzzzzzzzzzzzzzzzzzzz"), None, "more than 128 bits");
        assert_eq!(read("short"), None);
        assert_eq!(read(&spell(u128::MAX)), Some(u128::MAX));
    }
}
