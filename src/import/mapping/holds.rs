//! What a folder can hold that has every file and column of a mapping.

use super::Mapping;
use crate::record::Provides;

impl Mapping {
    /// Everything that some record of the mapping feeds.
    pub(in crate::import) fn can_hold(&self) -> Provides {
        let mut all = Provides::default();
        for record in &self.records {
            if record.recorded.is_some() {
                all.recorded.insert(record.kind);
            }
            all.partial.extend(record.partial.iter().map(|field| (record.kind, *field)));
            if record.latest {
                all.latest.insert(record.kind);
            }
            if record.end.is_some() {
                all.ends.insert(record.kind);
            }
            let fields = all.kinds.entry(record.kind).or_insert_with(|| Some(Vec::new()));
            if let Some(list) = fields {
                list.extend(record.fields.iter().map(|f| f.0));
                list.sort_unstable();
                list.dedup();
            }
        }
        all
    }
}
