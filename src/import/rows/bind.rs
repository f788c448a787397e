//! A record of the mapping held against the header of one file.

use super::Header;
use super::source::{BoundTest, Found, Source};
use crate::import::cell::{Converter, RowOf, Rows, Said, Spelling, Value};
use crate::import::codes::CodeOverrides;
use crate::import::lookup::LookupTable;
use crate::import::mapping::{From, Mapping, Place, RecordSpec, Slot, Take, Test};
use crate::import::tally::FileTally;
use crate::record::{FieldId, FieldType, KindId, Shape, Texts, Vocabulary};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a record is bound with.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Surroundings<'s> {
    pub(in crate::import) mapping: &'s Mapping,
    pub(in crate::import) vocabulary: &'s Vocabulary,
    pub(in crate::import) spelling: &'s Arc<Spelling>,
    /// The same for sheets, whose dates may be plain numbers.
    pub(in crate::import) sheet_spelling: &'s Arc<Spelling>,
    pub(in crate::import) codes: &'s CodeOverrides,
    /// Look-ups by place; `None` where the file or a column is not there.
    pub(in crate::import) lookups: &'s [Option<Arc<LookupTable>>],
    /// The fields that are needed, when not all are.
    pub(in crate::import) fields: Option<&'s BTreeSet<(KindId, FieldId)>>,
}

/// Sources of a value, with the way a group takes it.
#[derive(Debug, Clone, Default)]
pub(super) struct BoundSlot {
    pub(super) sources: Vec<Source>,
    pub(super) take: Take,
}

impl Bound {
    /// Whether all the columns are blank of which one must not be.
    pub(super) fn lacks(&self, row: RowOf<'_, impl Rows>) -> bool {
        !self.needs.is_empty() && self.needs.iter().all(|c| is_blank(row.cell(*c)))
    }
}

fn is_blank(value: Value<'_>) -> bool {
    match value {
        Value::Missing => true,
        Value::Bytes(bytes) => bytes.trim_ascii().is_empty(),
        _ => false,
    }
}

impl BoundSlot {
    /// The column, when the value is simply what stands in it and the converter fits.
    pub(super) fn plain(&self, fits: impl Fn(&Converter) -> bool) -> Option<usize> {
        match self.sources.as_slice() {
            [only] if fits(&only.converter) => only.plain_column(),
            _ => None,
        }
    }

    /// The value, when it is the same for every row.
    pub(super) fn constant(&self) -> Option<Said> {
        match self.sources.as_slice() {
            [only] if only.unless.is_empty() => match only.found {
                Found::Constant(said) => Some(said),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A record found in a file.
#[derive(Debug, Clone)]
pub(in crate::import) struct Bound {
    pub(in crate::import) kind: KindId,
    pub(super) shape: Shape,
    pub(super) owned: bool,
    pub(super) tests: Vec<BoundTest>,
    pub(super) needs: Vec<usize>,
    /// Whether the source holds the last record of a child only.
    pub(super) latest: bool,
    /// Fields that the file leaves blank where the fact may be known all the same.
    pub(super) partial: Vec<FieldId>,
    pub(super) group: Option<BoundSlot>,
    pub(super) order: Option<BoundSlot>,
    /// Whether the file has an id for the record.
    pub(super) has_id: bool,
    pub(super) id: BoundSlot,
    pub(super) owner: BoundSlot,
    pub(super) start: BoundSlot,
    pub(super) end: BoundSlot,
    pub(super) recorded: BoundSlot,
    pub(super) fields: Vec<(FieldId, BoundSlot)>,
    /// Columns whose letters must be readable.
    pub(super) columns: Vec<usize>,
    /// Whether the mapping says where the last day stands, and the file has no such column.
    pub(super) lost_end: bool,
    /// What the mapping reads and the file has no column for, in words.
    pub(super) lacks: Vec<String>,
}

/// Binds a record, or says which column is missing without which nothing can be made of the file.
pub(in crate::import) fn bind(
    spec: &RecordSpec,
    header: &Header,
    around: &Surroundings<'_>,
    texts: &mut Texts,
    tally: &mut FileTally,
) -> Result<Bound, String> {
    let mut binder = Binder { spec, header, around, texts, tally, columns: Vec::new() };
    binder.record()
}

struct Binder<'b> {
    spec: &'b RecordSpec,
    header: &'b Header,
    around: &'b Surroundings<'b>,
    texts: &'b mut Texts,
    tally: &'b mut FileTally,
    columns: Vec<usize>,
}

impl Binder<'_> {
    fn record(&mut self) -> Result<Bound, String> {
        let spec = self.spec;
        let kind = self.around.vocabulary.kind(spec.kind).ok_or_else(String::new)?;
        let link = FieldType::Link(spec.kind);
        let day = FieldType::PlannedDate;
        for test in spec.tests.iter().filter(|t| !t.not) {
            self.column(&test.column).ok_or_else(|| lacking(&test.column))?;
        }
        let needs: Vec<usize> = spec.needs.iter().filter_map(|name| self.column(name)).collect();
        if let Some(name) = spec.needs.first().filter(|_| needs.is_empty()) {
            return Err(lacking(name));
        }
        let named = |name: &String| Slot { from: vec![From::column(name)], take: Take::First };
        let group = match &spec.group {
            Some(name) => Some(self.needed(&named(name), &link)?),
            None => None,
        };
        let order = match &spec.order {
            Some(name) => Some(self.needed(&named(name), &day)?),
            None => None,
        };
        let id = self.slot(spec.id.as_ref(), &link)?;
        let has_id = !id.sources.is_empty() || group.is_some();
        if kind.shape == Shape::Subject && !has_id {
            return Err(spec.id.as_ref().map_or_else(String::new, missing));
        }
        let owner = self.must(kind.owner.is_some(), spec.owner.as_ref(), &link)?;
        let start = self.must(kind.shape != Shape::Subject, spec.start.as_ref(), &day)?;
        let end = self.slot(spec.end.as_ref(), &day)?;
        let recorded = self.slot(spec.recorded.as_ref(), &day)?;
        let mut lacks = Vec::new();
        let own = self.around.mapping.own;
        let mut told = |slot: Option<&Slot>, bound: &BoundSlot, what: &str| {
            let lost = bound.sources.is_empty() && slot.is_some_and(reads_columns);
            // Without the end nothing that it ends can be judged: that is said whatever the format.
            let said = lost && (own || what == "end");
            lacks.extend(slot.filter(|_| said).map(|s| format!("{what} of {}: {}", kind.name, missing(s))));
            lost
        };
        let lost_end = told(spec.end.as_ref(), &end, "end");
        told(spec.recorded.as_ref(), &recorded, "recorded");
        told(spec.id.as_ref().filter(|_| !has_id), &id, "id");
        let mut fields = Vec::new();
        let needed = |field| self.around.fields.is_none_or(|list| list.contains(&(spec.kind, field)));
        for (field, slot) in spec.fields.iter().filter(|f| needed(f.0)) {
            let Some(f) = kind.field_at(*field) else { continue };
            let bound = self.slot(Some(slot), &f.field_type)?;
            told(Some(slot), &bound, &f.name);
            if !bound.sources.is_empty() {
                fields.push((*field, bound));
            }
        }
        let tests = spec.tests.iter().map(|t| self.test(t)).collect();
        self.columns.sort_unstable();
        self.columns.dedup();
        Ok(Bound {
            kind: spec.kind,
            shape: kind.shape,
            owned: kind.owner.is_some(),
            tests,
            needs,
            latest: spec.latest,
            partial: spec.partial.clone(),
            group,
            order,
            has_id,
            id,
            owner,
            start,
            end,
            recorded,
            fields,
            columns: std::mem::take(&mut self.columns),
            lost_end,
            lacks,
        })
    }

    fn column(&mut self, name: &str) -> Option<usize> {
        let place = self.header.find(name)?;
        self.columns.push(place);
        Some(place)
    }

    fn must(
        &mut self,
        needed: bool,
        slot: Option<&Slot>,
        field_type: &FieldType,
    ) -> Result<BoundSlot, String> {
        match slot {
            Some(slot) if needed => self.needed(slot, field_type),
            _ => self.slot(slot, field_type),
        }
    }

    fn needed(&mut self, slot: &Slot, field_type: &FieldType) -> Result<BoundSlot, String> {
        let bound = self.slot(Some(slot), field_type)?;
        if bound.sources.is_empty() { Err(missing(slot)) } else { Ok(bound) }
    }

    fn slot(&mut self, slot: Option<&Slot>, field_type: &FieldType) -> Result<BoundSlot, String> {
        let Some(slot) = slot else { return Ok(BoundSlot::default()) };
        let mut sources = Vec::new();
        for from in &slot.from {
            sources.extend(self.source(from, field_type)?);
        }
        Ok(BoundSlot { sources, take: slot.take })
    }

    fn source(&mut self, from: &From, field_type: &FieldType) -> Result<Option<Source>, String> {
        let codes = matches!(field_type, FieldType::OneOf(_) | FieldType::YesNo);
        let (place, file, column) = match &from.place {
            Place::Constant(value) => {
                let converter = self.converter(field_type, from, None);
                let said = converter.constant(value, self.texts);
                let tally = self.tally.column("", false);
                let unless = self.unless(from);
                return Ok(Some(Source { found: Found::Constant(said), converter, unless, tally }));
            }
            Place::Column(name) => {
                if self.header.is_repeated(name) {
                    return Err(format!("the column `{name}` stands twice: take one out"));
                }
                let Some(place) = self.column(name) else { return Ok(None) };
                (Found::Column(place), self.spec.file.as_str(), name)
            }
            Place::Lookup { lookup, with } => {
                let table = self.around.lookups.get(*lookup).and_then(Option::as_ref);
                let spec = self.around.mapping.lookups.get(*lookup);
                let (Some(table), Some(spec)) = (table, spec) else { return Ok(None) };
                let Some(with) = self.column(with) else { return Ok(None) };
                let found = Found::Lookup { with, table: Arc::clone(table), take: spec.take };
                (found, spec.file.as_str(), &spec.column)
            }
        };
        let local = self.around.codes.of(file, column);
        let converter = self.converter(field_type, from, local);
        let tally = match &place {
            Found::Column(i) => self.tally.column(self.header.name(*i), codes),
            _ => self.tally.column(&format!("{file}.{column}"), codes),
        };
        let unless = self.unless(from);
        Ok(Some(Source { found: place, converter, unless, tally }))
    }

    fn converter(
        &mut self,
        field_type: &FieldType,
        from: &From,
        local: Option<&std::collections::BTreeMap<String, String>>,
    ) -> Converter {
        Converter::new(field_type, from, local, self.around.spelling, self.texts)
    }

    fn unless(&mut self, from: &From) -> Vec<BoundTest> {
        from.unless.iter().map(|t| self.test(t)).collect()
    }

    fn test(&mut self, test: &Test) -> BoundTest {
        let column = self.column(&test.column);
        let local = self.around.codes.of(&self.spec.file, &test.column);
        BoundTest::new(test, column, local, self.around.spelling.lettered)
    }
}

fn lacking(column: &str) -> String {
    format!("it has no column `{column}`")
}

/// Whether a value stands in columns of the file itself, and nowhere else.
fn reads_columns(slot: &Slot) -> bool {
    slot.from.iter().all(|f| matches!(f.place, Place::Column(_)))
}

fn missing(slot: &Slot) -> String {
    let names: Vec<String> = slot
        .from
        .iter()
        .filter_map(|f| match &f.place {
            Place::Column(name) => Some(format!("`{name}`")),
            Place::Lookup { with, .. } => Some(format!("`{with}`")),
            Place::Constant(_) => None,
        })
        .collect();
    format!("it has no column {}", names.join(" or "))
}
