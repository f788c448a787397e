//! One report in every form: the same cells in each, nothing that a browser or a spreadsheet would take for its own.

use crate::made::{measured, paper, percent, split};
use calamine::{Data, Reader};
use duecare::measure::{Measured, Point};
use duecare::paper::{Paper, paper_book, paper_html, paper_text, write_paper_csv, write_paper_json};
use std::io::Cursor;

const BLOCKS: &str = "
[[section.block]]
sort = \"figures\"
title = \"Figures & <others>\"
rows = [{ measure = \"seen\", says = \"=Seen <b>\" }]
[[section.block]]
sort = \"split\"
title = \"By team\"
measure = \"seen\"
by = \"team\"
[[section.block]]
sort = \"trend\"
title = \"Over time\"
rows = [{ measure = \"seen\", says = \"seen\" }]
[[section.block]]
sort = \"text\"
title = \"Words\"
lines = [\"a < b\"]
";

fn whole() -> Paper {
    let figure = |n| percent(n, 100, Some(90.0));
    let point = |day: &str, n: Option<i128>| Point {
        day: crate::made::day(day),
        figure: n.map(figure).ok_or(duecare::measure::Missing::NoSlot("term".to_owned())),
        groups: Vec::new(),
    };
    let m = Measured {
        by: vec![split("team", &[("T1", figure(80)), ("T&2", figure(95))])],
        series: vec![point("2025-11-30", Some(70)), point("2025-12-31", None), point("2026-01-31", Some(80))],
        ..measured("seen", figure(80), Some(figure(70)))
    };
    paper(BLOCKS, &[m], true)
}

#[test]
fn the_workbook_holds_every_cell_as_a_number_or_in_words() {
    let paper = whole();
    let mut book = calamine::Xlsx::new(Cursor::new(paper_book(&paper).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["First", "Definitions"]);
    let sheet = book.worksheet_range("First").unwrap();
    assert_eq!(sheet.get((1, 0)), Some(&Data::String("Northmere, as at 31 January 2026".to_owned())));
    let mut row = 3;
    for block in &paper.sections[0].blocks {
        assert_eq!(sheet.get((row, 0)), Some(&Data::String(block.title.clone())));
        row += 1;
        if let Some(table) = &block.table {
            for (column, of) in table.columns.iter().enumerate() {
                assert_eq!(sheet.get((row, column)), Some(&Data::String(of.name.clone())));
            }
            for cells in &table.rows {
                row += 1;
                for (column, cell) in cells.iter().enumerate() {
                    let found = sheet.get((row, column)).unwrap();
                    match found {
                        Data::Float(n) if cell.text.ends_with('%') => {
                            assert_eq!(format!("{:.1}%", n * 100.0), cell.text)
                        }
                        Data::Float(n) => assert_eq!(n.to_string(), cell.text),
                        Data::Empty => assert_eq!(cell.text, ""),
                        other => assert_eq!(other, &Data::String(cell.text.clone())),
                    }
                }
            }
            row += 1;
        }
        row += block.lines.len() + 1;
    }
}

#[test]
fn csv_and_json_hold_the_same_cells() {
    let paper = whole();
    let mut csv = Vec::new();
    write_paper_csv(&mut csv, &paper).unwrap();
    let lines: Vec<Vec<String>> = csv::Reader::from_reader(csv.as_slice())
        .into_records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect())
        .collect();
    // A text that a spreadsheet would take for a formula is no longer one.
    assert_eq!(lines[0], ["First", "Figures & <others>", "'=Seen <b>", "figure", "80.0%", "80"]);
    let mut json = Vec::new();
    write_paper_json(&mut json, &paper).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let mut cells = 0;
    for (block, of) in paper.sections[0].blocks.iter().zip(json["sections"][0]["blocks"].as_array().unwrap())
    {
        assert_eq!(of["title"], block.title.as_str());
        let Some(table) = &block.table else {
            assert!(of["table"].is_null());
            continue;
        };
        for (row, of) in table.rows.iter().zip(of["table"]["rows"].as_array().unwrap()) {
            for (i, (cell, of)) in row.iter().zip(of.as_array().unwrap()).enumerate() {
                assert_eq!(
                    (of["text"].as_str(), of["number"].as_f64()),
                    (Some(cell.text.as_str()), cell.number)
                );
                cells += usize::from(i > 0 && !cell.text.is_empty());
            }
        }
    }
    let definitions = lines.iter().filter(|l| l[0] == "Definitions").count();
    assert_eq!(cells + definitions, lines.len());
    assert_eq!(
        json["sections"][0]["blocks"][2]["chart"]["values"][0]["values"],
        serde_json::json!([70.0, null, 80.0])
    );
}

#[test]
fn the_page_stands_alone_and_every_chart_has_its_table() {
    let paper = whole();
    let html = paper_html(&paper).unwrap();
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        let own = html.replace("http://www.w3.org/2000/svg", "");
        assert!(!own.contains(outside), "{outside}");
    }
    assert!(html.contains("<title>Our &lt;report&gt;, 31 January 2026</title>"));
    assert!(html.contains("<th scope=\"row\">=Seen &lt;b&gt;</th>") && html.contains("<li>a &lt; b</li>"));
    let charts: Vec<&str> = html.split("<figure>").skip(1).collect();
    assert_eq!(charts.len(), 2);
    for (place, chart) in charts.iter().enumerate() {
        let n = place + 1;
        let (picture, after) = chart.split_once("</figure>").unwrap();
        assert!(picture.contains(&format!("role=\"img\" aria-labelledby=\"c{n}t c{n}d\"")));
        assert!(
            picture.contains(&format!("<title id=\"c{n}t\">"))
                && picture.contains(&format!("<desc id=\"c{n}d\">"))
        );
        assert!(picture.contains("T&amp;2") || place == 1, "the labels of bars are written, and safely");
        assert!(after.trim_start().starts_with("<div class=\"wide\""), "the table follows");
        let svg = picture
            .split_once("<svg")
            .map(|(_, s)| format!("<svg{}", s.split_once("</svg>").unwrap().0))
            .unwrap();
        well_formed(&format!("{svg}</svg>"));
    }
    // Headings step down by one, and every table has a caption.
    assert_eq!(html.matches("<table>").count(), html.matches("<caption>").count());
    assert_eq!(html.matches("<h1>").count(), 1);
}

fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    while reader.read_event().unwrap_or_else(|e| panic!("{e}: {xml}")) != quick_xml::events::Event::Eof {}
}

#[test]
fn the_text_says_all_of_it() {
    let text = paper_text(&whole(), None);
    for words in [
        "Our <report>\nNorthmere\nas at 31 January 2026\n",
        "By team\n",
        " T1",
        "31 January 2026",
        "the calendar has no term on this day",
        "- a < b",
        "the part seen",
        "- Figures of 1 to 5 children are not shown",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}
