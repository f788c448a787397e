//! Columns of real types as Parquet, some thousand rows held at a time.

use crate::calendar::Day;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::io::{Error, Result, Write};
use std::ops::Range;
use std::sync::Arc;

/// Rows of a group.
const GROUP: usize = 1 << 16;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    Texts,
    Days,
    Flags,
    Numbers,
    Whole,
}

/// The cells of one column, of some rows; those that say nothing are `None`.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    Texts(Vec<Option<String>>),
    Days(Vec<Option<Day>>),
    Flags(Vec<Option<bool>>),
    Numbers(Vec<Option<f64>>),
    Whole(Vec<Option<i32>>),
}

/// Writes a file with these columns. `cells` gives those of a column by its place, for a range of rows, as the column
/// holds them.
pub(super) fn write(
    out: impl Write + Send,
    columns: &[(&str, Holding)],
    rows: usize,
    cells: impl Fn(usize, Range<usize>) -> Cells,
) -> Result<()> {
    let fields = columns.iter().map(|(name, holding)| field(name, *holding));
    let fields: Vec<_> = fields.collect::<std::result::Result<_, _>>().map_err(words)?;
    let schema = Type::group_type_builder("rows").with_fields(fields).build().map_err(words)?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(words)?;
    let mut first = 0;
    while first < rows {
        let last = rows.min(first + GROUP);
        let mut group = file.next_row_group().map_err(words)?;
        for place in 0..columns.len() {
            put(&mut group, cells(place, first..last)).map_err(words)?;
        }
        group.close().map_err(words)?;
        first = last;
    }
    file.close().map_err(words)?;
    Ok(())
}

fn field(name: &str, holding: Holding) -> std::result::Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match holding {
        Holding::Texts => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holding::Days => (Physical::INT32, Some(LogicalType::Date)),
        Holding::Flags => (Physical::BOOLEAN, None),
        Holding::Numbers => (Physical::DOUBLE, None),
        Holding::Whole => (Physical::INT32, None),
    };
    let built = Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    Ok(Arc::new(built.build()?))
}

type Group<'g, W> = SerializedRowGroupWriter<'g, W>;

fn put<W: Write + Send>(group: &mut Group<'_, W>, cells: Cells) -> std::result::Result<(), ParquetError> {
    match cells {
        Cells::Texts(v) => {
            let bytes = v.into_iter().map(|t| t.map(|t| ByteArray::from(t.into_bytes())));
            column::<ByteArrayType, W>(group, bytes)
        }
        Cells::Days(v) | Cells::Whole(v) => column::<Int32Type, W>(group, v.into_iter()),
        Cells::Flags(v) => column::<BoolType, W>(group, v.into_iter()),
        Cells::Numbers(v) => column::<DoubleType, W>(group, v.into_iter()),
    }
}

fn column<T: DataType, W: Write + Send>(
    group: &mut Group<'_, W>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> std::result::Result<(), ParquetError> {
    let mut levels = Vec::new();
    let mut values = Vec::new();
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let Some(mut writer) = group.next_column()? else {
        return Err(ParquetError::General("more columns than the schema has".to_owned()));
    };
    writer.typed::<T>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

fn words(error: ParquetError) -> Error {
    match error {
        // What stopped the writing itself is kept as it is: a reader that has gone is no fault.
        ParquetError::External(inner) => match inner.downcast::<Error>() {
            Ok(io) => *io,
            Err(other) => Error::other(other),
        },
        other => Error::other(other.to_string()),
    }
}
