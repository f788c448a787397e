//! Vocabulary and columnar caseload: one table a kind, rows grouped by their root subject and sorted by day.

mod absorb;
mod agreement;
mod agreement_terms;
mod ahead;
mod arrange;
pub mod bits;
mod builder;
mod caseload;
mod changes;
mod column;
mod filter;
mod groups;
mod id;
mod known;
mod link;
mod order;
mod raw;
mod texts;
mod vocabulary;

pub use agreement::{AGREEMENTS_COLUMNS, AGREEMENTS_FILE, Agreement, AgreementValue};
pub use agreement_terms::{Admission, AgreementTerms};
pub use builder::{BuildNote, CaseloadBuilder, NotedRow};
pub use caseload::{Caseload, NO_ROW, Provides, Row, RowRange, Table};
pub use changes::{Change, changes};
pub use column::Column;
pub use id::Id;
pub use link::{LinkIndex, LinkedRow};
pub use raw::{Cell, RawColumn, RawTable, RowInput, RowPlace};
pub use texts::{TextCode, Texts};
pub use vocabulary::{CodeList, Field, FieldId, FieldType, Kind, KindId, Shape, Vocabulary};
