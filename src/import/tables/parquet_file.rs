//! A Parquet file fed to a sink, some thousand rows at a time and only the columns that are read.

use super::sink::Sink;
use crate::calendar::Day;
use crate::import::cell::{Rows, Value};
use crate::import::error::plain_reason;
use crate::import::guarded::guarded;
use crate::import::rows::Header;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use std::fs::File;
use std::path::Path;

/// Rows decoded at a time.
const BATCH: usize = 1 << 16;

/// Reads the file to its end. An error says why it could not be read; rows before it were fed.
pub(super) fn read(path: &Path, sink: &mut impl Sink) -> Result<(), String> {
    let file = File::open(path).map_err(|e| format!("it cannot be read: {}", plain_reason(&e)))?;
    let reader = sound(|| SerializedFileReader::new(file))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let names: Vec<String> = schema.columns().iter().map(|c| c.name().to_owned()).collect();
    let header = Header::new(&names);
    sink.begin(&header)?;
    let mut wanted = sink.columns();
    wanted.sort_unstable();
    wanted.dedup();
    // Rows are counted as in a CSV: the first is row 2.
    let mut first: u32 = 2;
    for group in 0..reader.num_row_groups() {
        let group = sound(|| reader.get_row_group(group))?;
        let mut columns = Vec::with_capacity(names.len());
        for place in 0..names.len() {
            let descriptor = schema.column(place);
            let mut column = Column::new(&descriptor);
            if wanted.binary_search(&place).is_ok() {
                if descriptor.max_rep_level() > 0 {
                    return Err(format!(
                        "the column `{}` holds lists: write it with one value in each row",
                        header.name(place)
                    ));
                }
                column.reader = Some(sound(|| group.get_column_reader(place))?);
            }
            columns.push(column);
        }
        let mut left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        while left > 0 {
            let rows = left.min(BATCH);
            for column in &mut columns {
                sound(|| column.fill(rows))?;
            }
            let all: Vec<u32> = (0..rows as u32).collect();
            sink.rows(&Batch { columns: &columns, first }, &all, false);
            first = first
                .checked_add(rows as u32)
                .ok_or_else(|| format!("it has more than {} rows: make two files of it", u32::MAX))?;
            if sink.is_full() {
                return Ok(());
            }
            left -= rows;
        }
    }
    Ok(())
}

/// Lets the decoder read; where it loses its footing in a broken file, the file is broken.
fn sound<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    let broken = || words(ParquetError::General(String::new()));
    guarded(read).ok_or_else(broken)?.map_err(words)
}

/// A fault of the file in plain words; what the decoder says may hold values, so only its kind is told.
fn words(error: ParquetError) -> String {
    match error {
        ParquetError::EOF(_) => "it is cut short: export it again".to_owned(),
        ParquetError::NYI(_) => {
            "it is compressed or coded in a way that is not read here: write it with snappy".to_owned()
        }
        _ => "it is no sound Parquet file: export it again".to_owned(),
    }
}

/// What a column's numbers stand for.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Plain,
    Day,
    /// So many of them make a day.
    Instant(i64),
    /// Digits behind the point.
    Decimal(i32),
}

impl Meaning {
    fn of(column: &ColumnDescriptor) -> Meaning {
        let instant = |unit: &TimeUnit| match unit {
            TimeUnit::MILLIS => Meaning::Instant(86_400_000),
            TimeUnit::MICROS => Meaning::Instant(86_400_000_000),
            TimeUnit::NANOS => Meaning::Instant(86_400_000_000_000),
        };
        match (column.logical_type_ref(), column.converted_type()) {
            (Some(LogicalType::Date), _) | (None, ConvertedType::DATE) => Meaning::Day,
            (Some(LogicalType::Timestamp(t)), _) => instant(&t.unit),
            (None, ConvertedType::TIMESTAMP_MILLIS) => Meaning::Instant(86_400_000),
            (None, ConvertedType::TIMESTAMP_MICROS) => Meaning::Instant(86_400_000_000),
            (Some(LogicalType::Decimal(d)), _) => Meaning::Decimal(d.scale),
            (None, ConvertedType::DECIMAL) if column.physical_type() != Type::BYTE_ARRAY => {
                Meaning::Decimal(column.type_scale())
            }
            _ => Meaning::Plain,
        }
    }

    fn whole(self, n: i64) -> Value<'static> {
        match self {
            Meaning::Plain => Value::Whole(n),
            Meaning::Day => Day::try_from(n).map_or(Value::Missing, Value::Day),
            Meaning::Instant(per_day) => {
                Day::try_from(n.div_euclid(per_day)).map_or(Value::Missing, Value::Day)
            }
            Meaning::Decimal(0) => Value::Whole(n),
            Meaning::Decimal(scale) => Value::Real(n as f64 / 10f64.powi(scale)),
        }
    }
}

enum Values {
    None,
    Flags(Vec<bool>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
    Floats(Vec<f32>),
    Doubles(Vec<f64>),
    Texts(Vec<ByteArray>),
}

struct Column {
    reader: Option<ColumnReader>,
    meaning: Meaning,
    /// The level of a value that is there.
    level: i16,
    values: Values,
    /// For each row the place of its value, `u32::MAX` where there is none; empty when every row has one.
    places: Vec<u32>,
}

impl Column {
    fn new(descriptor: &ColumnDescriptor) -> Column {
        Column {
            reader: None,
            meaning: Meaning::of(descriptor),
            level: descriptor.max_def_level(),
            values: Values::None,
            places: Vec::new(),
        }
    }

    fn fill(&mut self, rows: usize) -> Result<(), ParquetError> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        let mut levels = Vec::new();
        self.values = match reader {
            ColumnReader::BoolColumnReader(r) => Values::Flags(decode(r, rows, self.level, &mut levels)?),
            ColumnReader::Int32ColumnReader(r) => Values::Ints(decode(r, rows, self.level, &mut levels)?),
            ColumnReader::Int64ColumnReader(r) => Values::Longs(decode(r, rows, self.level, &mut levels)?),
            ColumnReader::FloatColumnReader(r) => Values::Floats(decode(r, rows, self.level, &mut levels)?),
            ColumnReader::DoubleColumnReader(r) => Values::Doubles(decode(r, rows, self.level, &mut levels)?),
            ColumnReader::ByteArrayColumnReader(r) => {
                Values::Texts(decode(r, rows, self.level, &mut levels)?)
            }
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
                return Err(ParquetError::NYI(String::new()));
            }
        };
        self.places.clear();
        let mut place = 0;
        for level in levels {
            let is_there = level == self.level;
            self.places.push(if is_there { place } else { u32::MAX });
            place += u32::from(is_there);
        }
        Ok(())
    }

    fn value(&self, row: usize) -> Value<'_> {
        let place = if self.places.is_empty() {
            row
        } else {
            match self.places.get(row) {
                Some(p) if *p != u32::MAX => *p as usize,
                _ => return Value::Missing,
            }
        };
        let found = match &self.values {
            Values::None => None,
            Values::Flags(v) => v.get(place).map(|b| Value::Flag(*b)),
            Values::Ints(v) => v.get(place).map(|n| self.meaning.whole(i64::from(*n))),
            Values::Longs(v) => v.get(place).map(|n| self.meaning.whole(*n)),
            Values::Floats(v) => v.get(place).map(|n| Value::Real(widened(*n))),
            Values::Doubles(v) => v.get(place).map(|n| Value::Real(*n)),
            Values::Texts(v) => v.get(place).map(|t| Value::Bytes(t.data())),
        };
        found.unwrap_or(Value::Missing)
    }
}

/// The double that a CSV of the same number would give: 39.2, not 39.20000076.
fn widened(n: f32) -> f64 {
    n.to_string().parse().unwrap_or(f64::from(n))
}

fn decode<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    level: i16,
    levels: &mut Vec<i16>,
) -> Result<Vec<T::T>, ParquetError> {
    let mut values = Vec::new();
    let mut read = 0;
    while read < rows {
        let wanted = (level > 0).then_some(&mut *levels);
        let (records, _, _) = reader.read_records(rows - read, wanted, None, &mut values)?;
        if records == 0 {
            return Err(ParquetError::EOF(String::new()));
        }
        read += records;
    }
    Ok(values)
}

struct Batch<'b> {
    columns: &'b [Column],
    /// The number of the first row.
    first: u32,
}

impl Rows for Batch<'_> {
    fn cell(&self, row: u32, column: usize) -> Value<'_> {
        self.columns.get(column).map_or(Value::Missing, |c| c.value(row as usize))
    }

    fn number(&self, row: u32) -> u32 {
        self.first.saturating_add(row)
    }
}
