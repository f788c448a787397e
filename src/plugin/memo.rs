//! Answers already given, so that a script runs once for each set of arguments.

use super::fault::PluginFault;
use super::value::PluginValue;
use crate::calendar::Day;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

/// Arguments in a form that can be looked up; numbers by their bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Number(u64),
    YesNo(bool),
    Text(String),
    Day(Day),
}

impl Key {
    /// The key of a known value.
    pub(super) fn of(value: &PluginValue) -> Option<Key> {
        match value {
            PluginValue::Number(n) => Some(Key::Number(n.to_bits())),
            PluginValue::YesNo(b) => Some(Key::YesNo(*b)),
            PluginValue::Text(t) => Some(Key::Text(t.clone())),
            PluginValue::Day(d) => Some(Key::Day(*d)),
            PluginValue::Unknown => None,
        }
    }
}

/// What was asked: which plug-in, with what.
pub(super) type Asked = (usize, Vec<Key>);
/// What was answered.
pub(super) type Answer = Result<PluginValue, PluginFault>;

const SHARDS: usize = 16;
/// A shard that is full is emptied: memory stays bounded whatever the records hold.
const FULL: usize = 1 << 16;

/// A memory that many threads may use at once.
#[derive(Debug, Default)]
pub(super) struct Memo {
    hasher: RandomState,
    shards: [Mutex<HashMap<Asked, Answer>>; SHARDS],
}

impl Memo {
    fn shard(&self, asked: &Asked) -> Option<&Mutex<HashMap<Asked, Answer>>> {
        self.shards.get(self.hasher.hash_one(asked) as usize % SHARDS)
    }

    /// What was answered before.
    pub(super) fn get(&self, asked: &Asked) -> Option<Answer> {
        // A thread that died while holding the lock left at worst a missing answer.
        self.shard(asked)?.lock().unwrap_or_else(PoisonError::into_inner).get(asked).cloned()
    }

    /// Keeps an answer.
    pub(super) fn put(&self, asked: Asked, answer: Answer) {
        let Some(shard) = self.shard(&asked) else { return };
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        if shard.len() >= FULL {
            shard.clear();
        }
        shard.insert(asked, answer);
    }
}
