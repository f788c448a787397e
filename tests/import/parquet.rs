//! Parquet holds the same records as CSV, and a broken file fails alone.

use super::support::{everything, folder};
use duecare::import::{LoadRequest, SourceKind, TableFormat, load};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::path::Path;
use std::sync::Arc;

fn column<T: DataType>(group: &mut SerializedRowGroupWriter<'_, std::fs::File>, values: &[Option<T::T>]) {
    let there: Vec<T::T> = values.iter().flatten().cloned().collect();
    let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
    let mut writer = group.next_column().unwrap().unwrap();
    writer.typed::<T>().write_batch(&there, Some(&levels), None).unwrap();
    writer.close().unwrap();
}

fn text(words: &str) -> Option<ByteArray> {
    Some(ByteArray::from(words))
}

fn write(path: &Path, schema: &str, fill: impl Fn(&mut SerializedRowGroupWriter<'_, std::fs::File>)) {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer =
        SerializedFileWriter::new(std::fs::File::create(path).unwrap(), schema, Arc::default()).unwrap();
    // Two groups of rows, to see that rows are counted on.
    for _ in 0..2 {
        let mut group = writer.next_row_group().unwrap();
        fill(&mut group);
        group.close().unwrap();
    }
    writer.close().unwrap();
}

fn loaded(path: &Path, format: TableFormat) -> duecare::import::Loaded {
    let request = LoadRequest {
        from: SourceKind::Format("bench"),
        records: path.to_owned(),
        format: Some(format),
        ..LoadRequest::default()
    };
    load(&request, super::vocabulary()).unwrap_or_else(|e| panic!("{e}"))
}

/// 18631 is 4 January 2021.
fn both_formats() -> tempfile::TempDir {
    let visits = "cin_visit_id,child_id,visit_date,seen,seen_alone\n7,100,2021-01-04,true,\n8,101,,false,true\n7,100,2021-01-04,true,\n8,101,,false,true\n";
    let places = "placement_id,child_id,start_date,end_date,distance_miles,placement_type\n1,100,2021-01-04,,39.2,KINSHIP\n,101,2021-01-05,2021-02-01,,\n1,100,2021-01-04,,39.2,KINSHIP\n,101,2021-01-05,2021-02-01,,\n";
    let folder = folder(&[
        ("children.csv", "child_id,dob\n100,\n101,\n"),
        ("cin_visits.csv", visits),
        ("placements.csv", places),
    ]);
    write(
        &folder.path().join("children.parquet"),
        "message m { optional int32 child_id; optional int32 dob (DATE); }",
        |g| {
            column::<Int32Type>(g, &[Some(100), Some(101)]);
            column::<Int32Type>(g, &[None, None]);
        },
    );
    write(
        &folder.path().join("cin_visits.parquet"),
        "message m { optional int32 cin_visit_id; optional int32 child_id; optional int32 visit_date (DATE); optional boolean seen; optional boolean seen_alone; }",
        |g| {
            column::<Int32Type>(g, &[Some(7), Some(8)]);
            column::<Int32Type>(g, &[Some(100), Some(101)]);
            column::<Int32Type>(g, &[Some(18631), None]);
            column::<BoolType>(g, &[Some(true), Some(false)]);
            column::<BoolType>(g, &[None, Some(true)]);
        },
    );
    write(
        &folder.path().join("placements.parquet"),
        "message m { optional int32 placement_id; optional int32 child_id; optional int32 start_date (DATE); optional binary end_date (UTF8); optional double distance_miles; optional binary placement_type (UTF8); }",
        |g| {
            column::<Int32Type>(g, &[Some(1), None]);
            column::<Int32Type>(g, &[Some(100), Some(101)]);
            column::<Int32Type>(g, &[Some(18631), Some(18632)]);
            column::<ByteArrayType>(g, &[None, text("2021-02-01")]);
            column::<DoubleType>(g, &[Some(39.2), None]);
            column::<ByteArrayType>(g, &[text("KINSHIP"), None]);
        },
    );
    folder
}

#[test]
fn parquet_and_csv_give_the_same_records() {
    let folder = both_formats();
    let csv = loaded(folder.path(), TableFormat::Csv);
    let parquet = loaded(folder.path(), TableFormat::Parquet);
    assert_eq!(everything(&parquet.caseload), everything(&csv.caseload));
    let counts = |l: &duecare::import::Loaded| {
        l.report.files.iter().map(|f| (f.read, f.kept, f.reasons.clone())).collect::<Vec<_>>()
    };
    let (mut a, mut b) = (counts(&csv), counts(&parquet));
    // Only the table of children differs: the CSV has each of them once.
    a.remove(0);
    b.remove(0);
    assert_eq!(a, b);
    let visit = parquet.report.files.iter().find(|f| f.file == "cin_visits.parquet").unwrap();
    assert_eq!((visit.read, visit.kept, visit.refused), (4, 2, 2), "the second group repeats the first");
}

#[test]
fn broken_parquet_fails_alone_whatever_is_broken() {
    let folder = both_formats();
    let path = folder.path().join("cin_visits.parquet");
    let whole = std::fs::read(&path).unwrap();
    // The last bit is the sign of the numbers of the footer that say where a column lies and how long it is.
    let signs = (whole.len() - 900..whole.len()).step_by(2).map(|at| (at, 0x01));
    for (at, turned) in (0..whole.len()).step_by(5).map(|at| (at, 0x5A)).chain(signs) {
        let mut broken = whole.clone();
        broken[at] ^= turned;
        std::fs::write(&path, &broken).unwrap();
        let l = loaded(folder.path(), TableFormat::Parquet);
        for r in &l.report.files {
            assert_eq!(r.read, r.kept + r.refused);
        }
    }
    for at in (0..whole.len()).step_by(5) {
        std::fs::write(&path, &whole[..at]).unwrap();
        let l = loaded(folder.path(), TableFormat::Parquet);
        let r = l.report.files.iter().find(|f| f.file == "cin_visits.parquet").unwrap();
        assert!(r.failed.is_some() && r.kept == 0, "cut at {at}");
    }
}
