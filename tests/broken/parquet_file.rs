//! What befalls a Parquet file.

use crate::Damage;
use crate::base::MARK;
use crate::rng::Rng;
use crate::table::{bits, noise};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int96, Int96Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

pub(crate) const DAMAGES: &[Damage] = &[
    ("truncated", |t, r| t[..r.below(t.len() as u64) as usize].to_vec()),
    ("empty", |_, _| Vec::new()),
    ("bits turned", |t, r| bits(t, r)),
    ("bits of the footer turned", |t, r| {
        let at = t.len() - t.len().min(1200);
        [&t[..at], &bits(&t[at..], r)].concat()
    }),
    ("a length of the footer that is wrong", |t, r| {
        let length = *r.pick(&[0u32, 7, u32::MAX, 1 << 31, t.len() as u32]);
        [&t[..t.len() - 8], &length.to_le_bytes()[..], b"PAR1"].concat()
    }),
    ("zeros within", |t, r| {
        let at = r.below(t.len() as u64) as usize;
        t.iter().enumerate().map(|(i, b)| if (at..at + 64).contains(&i) { 0 } else { *b }).collect()
    }),
    ("a piece missing", |t, r| {
        let at = r.below(t.len() as u64 - 8) as usize;
        [&t[..at], &t[at + 8..]].concat()
    }),
    ("no rows", |_, _| one::<Int32Type>("optional int32 owner", &[], &[])),
    ("other columns", |_, _| one::<Int32Type>("optional int32 colour", &[7], &[1])),
    ("lists in the columns", |_, _| lists()),
    ("times of an old sort", |_, _| one::<Int96Type>("optional int96 id", &[Int96::default()], &[1])),
    ("texts that are no UTF-8", |_, _| {
        one::<ByteArrayType>("optional binary id", &[ByteArray::from(b"\xff\xfe\xed".to_vec())], &[1])
    }),
    ("a text of 10 MB", |_, _| {
        let long = format!("{MARK}{}", "x".repeat(10 << 20));
        one::<ByteArrayType>("optional binary id (UTF8)", &[ByteArray::from(long.into_bytes())], &[1])
    }),
    ("a table by this name", |_, _| format!("child_id,name\n1,{MARK}\n").into()),
    ("a workbook by this name", |_, _| crate::book::small()),
    ("noise between the marks", |_, r| {
        [b"PAR1".to_vec(), noise(r, 3000), b"\x40\0\0\0PAR1".to_vec()].concat()
    }),
];

fn one<T: DataType>(field: &str, values: &[T::T], levels: &[i16]) -> Vec<u8> {
    file::<T>(&format!("message m {{ {field}; }}"), values, levels, None)
}

/// A list in the place of an id.
fn lists() -> Vec<u8> {
    file::<Int32Type>("message m { repeated int32 id; }", &[1, 2, 3], &[1, 1, 1], Some(&[0, 1, 1]))
}

fn file<T: DataType>(schema: &str, values: &[T::T], levels: &[i16], repeated: Option<&[i16]>) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut out = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut out, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<T>().write_batch(values, Some(levels), repeated).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    out
}

#[test]
fn what_is_made_here_is_parquet() {
    let mut r = Rng::new(1);
    let made = DAMAGES.iter().filter(|d| d.0.contains("columns") || d.0.contains("10 MB"));
    for (what, damage) in made {
        let bytes = damage(b"", &mut r);
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{what}");
    }
}
