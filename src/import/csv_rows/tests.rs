use super::*;
use proptest::prelude::*;

type Table = (Vec<String>, Vec<(u32, Vec<String>)>);

fn read(text: &[u8]) -> Result<Table, CsvFault> {
    let mut rows = CsvRows::open(text)?;
    let mut out = Vec::new();
    while let Some(block) = rows.next_block()? {
        for row in (0..block.len()).filter_map(|i| block.get(i)) {
            let cells = (0..row.len()).map(|i| String::from_utf8_lossy(row.cell(i)).into_owned()).collect();
            out.push((row.number(), cells));
        }
    }
    Ok((rows.header().to_vec(), out))
}

fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
    read(text.as_bytes()).unwrap().1
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn plain_and_quoted_rows() {
    let text =
        "\u{feff}a, b ,\"c\"\r\n1,2,3\r\n\r\n\"x,1\",\"say \"\"hi\"\"\",\"two\nlines\"\n,,\nlast,\"\",7";
    let (header, rows) = read(text.as_bytes()).unwrap();
    assert_eq!(header, strings(&["a", "b", "c"]));
    assert_eq!(
        rows,
        [
            (2, strings(&["1", "2", "3"])),
            (4, strings(&["x,1", "say \"hi\"", "two\nlines"])),
            (5, strings(&["", "", ""])),
            (6, strings(&["last", "", "7"])),
        ]
    );
}

#[test]
fn other_delimiters_and_line_ends() {
    assert_eq!(cells("a;b\n1;2\n"), [(2, strings(&["1", "2"]))]);
    assert_eq!(cells("a\tb\n1\t2,5\n"), [(2, strings(&["1", "2,5"]))]);
    assert_eq!(cells("a,b\r1,2\r3,4\r"), [(2, strings(&["1", "2"])), (3, strings(&["3", "4"]))]);
    assert_eq!(cells("a,b\n"), []);
    assert_eq!(cells("a,b"), []);
}

#[test]
fn what_is_no_csv_is_said_so() {
    assert_eq!(read(b"").unwrap_err(), CsvFault::Empty);
    assert_eq!(read(b"\n\r\n").unwrap_err(), CsvFault::Empty);
    assert_eq!(read(b"\xFF\xFEa\0").unwrap_err(), CsvFault::Utf16);
    assert_eq!(
        read("abcdefghij,k".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice())
            .unwrap_err(),
        CsvFault::Utf16
    );
    assert!(matches!(read(b"PK\x03\x04abc").unwrap_err(), CsvFault::NotCsv(_)));
    assert_eq!(read(b"a,b\n1,2\n3,\"4\n5,6\n").unwrap_err(), CsvFault::OpenQuote(3));
}

#[test]
fn a_row_of_more_than_a_block_is_read() {
    let long = "x".repeat(3 * BLOCK);
    let text = format!("a,b\n1,\"{long}\"\n2,{long}\n3,4\n");
    let rows = cells(&text);
    assert_eq!(rows.len(), 3);
    assert!(rows[0].1[1] == long && rows[1].1[1] == long);
    let endless = format!("a,b\n1,\"{}", "y\n".repeat(LONGEST_ROW));
    assert_eq!(read(endless.as_bytes()).unwrap_err(), CsvFault::LongRow(2));
}

#[test]
fn rows_are_counted_across_the_edge_of_a_block() {
    // The first block ends between the two halves of a line end, or behind a quote that opens a cell.
    let filled = |rest: &str| format!("a\n{}{rest}", "x".repeat(BLOCK - 2 - rest.len()));
    let numbers = |text: &str| cells(text).into_iter().map(|(n, _)| n).collect::<Vec<_>>();
    assert_eq!(numbers(&(filled("\r") + "\ny\r\n\r\nz\r\n")), [2, 3, 5]);
    assert_eq!(numbers(&(filled("\r") + "y\r\rz\r")), [2, 3, 5]);
    let quoted = cells(&(filled("\n\"") + "\n\ny\"\nz\n"));
    assert_eq!(quoted[1..], [(3, strings(&["\n\ny"])), (4, strings(&["z"]))]);
    assert_eq!(read((filled("\n\"") + "\n").as_bytes()).unwrap_err(), CsvFault::OpenQuote(3));
    assert_eq!(read(filled("\n\"").as_bytes()).unwrap_err(), CsvFault::OpenQuote(3));
}

/// What the `csv` crate reads: the second reader.
fn plain_reader(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.byte_records().map(|r| r.unwrap().iter().map(<[u8]>::to_vec).collect()).collect()
}

/// Rows as long as the header fill many blocks; now and then one is quoted, blank, too short or too long. Texts may stand
/// in quotes in every row.
#[test]
fn rows_that_are_alike_are_read_among_others_that_are_not() {
    let files = [("\n", 7_919), ("\r\n", 7_919), ("\n", 211), ("\r\n", 1_000_000)];
    for ((line_end, odd_every), quote) in files.into_iter().flat_map(|f| [(f, ""), (f, "\"")]) {
        let mut text = format!("one,two,three{line_end}");
        for n in 0..30_000u32 {
            match n % odd_every {
                17 => text += "\"a\nb\",\"c\"\"d\",e",
                19 => text += "short,row",
                23 => text += "a,row,too,long",
                29 => text += ",,",
                _ => {
                    let long = "x".repeat(n as usize % 13);
                    text += &format!("{n},{},{quote}{long}{quote}", n.wrapping_mul(2_654_435_761));
                }
            }
            text += line_end;
            if n % odd_every == 31 {
                text += line_end;
            }
        }
        let (header, rows) = read(text.as_bytes()).unwrap();
        assert_eq!(header, strings(&["one", "two", "three"]));
        let found: Vec<Vec<Vec<u8>>> =
            rows.iter().map(|(_, cells)| cells.iter().map(|c| c.as_bytes().to_vec()).collect()).collect();
        assert_eq!(plain_reader(text.as_bytes())[1..], found[..]);
        // Every row has a number, and a blank line takes one.
        let numbers: Vec<u32> = rows.iter().map(|(n, _)| *n).collect();
        let mut expected = Vec::new();
        let mut number = 1;
        for n in 0..30_000u32 {
            number += 1;
            expected.push(number);
            number += u32::from(n % odd_every == 31);
        }
        assert_eq!(numbers, expected);
    }
}

/// Quotes, delimiters and line ends are looked for 64 bytes at a time: what only the parser can tell is told wherever it
/// stands, after rows with quotes that were taken as they are.
#[test]
fn what_only_the_parser_can_tell_is_told_wherever_it_stands() {
    for odd in [
        "\"a\"b,c",
        "z\",y\"",
        "z\",y\",b",
        "z\"z,\"q\"",
        "c\rd,e",
        "\"q\"\rd,e",
        "\"a\"\"b\",c",
        "\"\"\"\",c",
        "\"l\nm\",c",
    ] {
        for shift in 0..140 {
            let before = format!("h,i\n\"q\",1\n{},2\n", "x".repeat(shift));
            let text = format!("{before}{odd}\n\"r\",3\ny,\"4\"\n");
            let found: Vec<Vec<Vec<u8>>> = read(text.as_bytes())
                .unwrap()
                .1
                .into_iter()
                .map(|(_, r)| r.into_iter().map(String::into_bytes).collect())
                .collect();
            assert_eq!(plain_reader(text.as_bytes())[1..], found[..], "{odd:?} behind {shift}");
        }
    }
}

proptest! {
    #[test]
    fn the_same_cells_as_the_csv_crate(
        rows in prop::collection::vec(prop::collection::vec("[a-c0-9\" ,é\n]{0,6}", 1..5), 1..30),
        quote_all in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .quote_style(if quote_all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        writer.write_record(["h", "i", "j", "k", "l", "m"]).unwrap();
        for r in &rows {
            writer.write_record(r).unwrap();
        }
        let text = writer.into_inner().unwrap();
        let expected = plain_reader(&text);
        let (_, found) = read(&text).unwrap();
        let found: Vec<Vec<Vec<u8>>> =
            found.into_iter().map(|(_, r)| r.into_iter().map(String::into_bytes).collect()).collect();
        prop_assert_eq!(&expected[1..], &found[..]);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..400)) {
        let _ = read(&bytes);
    }

    /// Quotes where they belong and where they do not, in rows of one width, far behind the first part of a block too.
    #[test]
    fn quotes_are_read_as_the_csv_crate_reads_them(
        before in 0..90usize,
        rows in prop::collection::vec(
            (prop::collection::vec(prop_oneof![
                6 => Just("a"), 2 => Just(""), 6 => Just("\"q\""), 2 => Just("\"\""), 2 => Just("\"x,y\""),
                1 => Just("\"l\nm\""), 1 => Just("\"c\rr\""), 1 => Just("\"say \"\"hi\"\"\""),
            ], 2..=2), 0..400usize, prop_oneof![8 => Just("\n"), 2 => Just("\r\n")]),
            0..60,
        ),
        odd in prop_oneof![Just("z\"z"), Just("z\""), Just("\"a\"b"), Just(" \"s\""), Just("\"\"\"\"")],
    ) {
        let mut text = format!("h,i\n{},\n", "x".repeat(before));
        for (cells, oddly, end) in &rows {
            let (first, second) = (cells[0], if *oddly == 0 { odd } else { cells[1] });
            text += &format!("{first},{second}{end}");
        }
        let (_, found) = read(text.as_bytes()).unwrap();
        let found: Vec<Vec<Vec<u8>>> =
            found.into_iter().map(|(_, r)| r.into_iter().map(String::into_bytes).collect()).collect();
        prop_assert_eq!(&plain_reader(text.as_bytes())[1..], &found[..]);
    }

    /// Rows with and without quotes, whichever way their lines end, blank lines among them.
    #[test]
    fn odd_line_ends_are_read_as_the_csv_crate_reads_them(
        parts in prop::collection::vec(prop_oneof![
            4 => Just("a,b"), 2 => Just(",xy"), 1 => Just("\"q\""), 1 => Just("z\"z"), 4 => Just("\n"),
            2 => Just("\r\n"), 1 => Just("\r"),
        ], 0..60),
    ) {
        let text = format!("h,i\n{}", parts.concat()).into_bytes();
        if let Ok((_, found)) = read(&text) {
            let found: Vec<Vec<Vec<u8>>> =
                found.into_iter().map(|(_, r)| r.into_iter().map(String::into_bytes).collect()).collect();
            prop_assert_eq!(&plain_reader(&text)[1..], &found[..]);
        }
    }
}
