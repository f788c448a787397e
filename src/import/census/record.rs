//! What one child of the census says, as records of the vocabulary.

use super::element::Element;
use crate::calendar::{Day, NEVER, parse_iso};
use crate::import::report::{ColumnReport, Made};
use crate::import::tally::{FileTally, Refusal, RowList};
use crate::record::{CaseloadBuilder, Cell, FieldId, Id, KindId, RowInput, RowPlace, Vocabulary};
use std::collections::BTreeMap;

/// Kinds and fields that a census can hold. It holds no visits, workers, teams, meetings or supervision, and of section
/// 47 enquiries only the day they start: they are told as the strategy discussion that started them.
const HELD: &[(&str, &[&str])] = &[
    ("child", &["born", "due-date", "died", "sex", "ethnicity", "disabled"]),
    ("referral", &["sender", "outcome"]),
    ("case", &["category-of-need"]),
    ("assessment", &["referred", "authorised", "unborn"]),
    ("strategy-discussion", &["decision", "outcome"]),
    ("conference", &["kind"]),
    ("child-in-need-plan", &[]),
    ("protection-plan", &["category", "category-at-start", "previous-plans"]),
];

/// The kinds and fields a census holds, as far as the vocabulary has them.
pub(super) fn held(vocabulary: &Vocabulary) -> Vec<(KindId, Vec<FieldId>)> {
    let one = |(kind, fields): &(&str, &[&str])| {
        let id = vocabulary.kind_named(kind)?;
        let k = vocabulary.kind(id)?;
        Some((id, fields.iter().filter_map(|f| k.field(f)).collect()))
    };
    HELD.iter().filter_map(one).collect()
}

/// Makes records, and counts what was made and what could not be read.
pub(super) struct Maker<'v> {
    vocabulary: &'v Vocabulary,
    file: u16,
    number: u32,
    made: BTreeMap<KindId, (u64, u64, u64)>,
    unreadable: BTreeMap<&'static str, RowList>,
}

/// What of a child its records need.
#[derive(Debug, Clone, Copy)]
struct Whose {
    id: Id,
    born: Day,
    due: Day,
}

impl Whose {
    /// Whether the child was not born yet on a day; unknown without a day, or without a birth or expected birth.
    fn unborn(self, day: Day) -> Option<bool> {
        match (day, self.born, self.due) {
            (NEVER, _, _) | (_, NEVER, NEVER) => None,
            (_, NEVER, _) => Some(true),
            (day, born, _) => Some(day < born),
        }
    }
}

/// A value of an element on its way into a field.
enum Given<'e> {
    Date(&'static str, Option<&'e str>),
    Text(Option<&'e str>),
    Code(Option<&'static str>),
    Coded(&'static str, Option<&'e str>, &'static [(&'static str, &'static str)]),
    Number(&'static str, Option<&'e str>),
    YesNo(Option<bool>),
    /// A code that follows from the yes or no of an element.
    Follows(&'static str, Option<&'e str>, [Option<&'static str>; 2]),
}

const ABUSE: &[(&str, &str)] =
    &[("NEG", "neglect"), ("PHY", "physical"), ("SAB", "sexual"), ("EMO", "emotional"), ("MUL", "")];

impl<'v> Maker<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary, file: u16) -> Maker<'v> {
        Maker { vocabulary, file, number: 0, made: BTreeMap::new(), unreadable: BTreeMap::new() }
    }

    /// The records of one child. Each element of the census that stands for a record counts as a row read.
    pub(super) fn child(&mut self, child: &Element, builder: &mut CaseloadBuilder, tally: &mut FileTally) {
        let nothing = Element::default();
        let ids = child.part("ChildIdentifiers").unwrap_or(&nothing);
        let Some(id) = ids.said("LAchildID") else {
            for line in rows_of(child) {
                tally.read += 1;
                tally.refuse(Refusal::NoId, line);
            }
            return;
        };
        let owner = Id::of(id, builder.texts());
        let facts = child.part("ChildCharacteristics").unwrap_or(&nothing);
        let disabilities: Vec<&str> = facts.part("Disabilities").map_or(Vec::new(), |d| {
            d.all("Disability").map(|x| x.text.as_str()).filter(|t| !t.is_empty()).collect()
        });
        let disabled = match disabilities.as_slice() {
            [] => None,
            list => Some(list.iter().any(|code| *code != "NONE")),
        };
        let sex = ids.said("Sex").or_else(|| ids.said("GenderCurrent").map(sex_of_gender));
        let whose = Whose {
            id: owner,
            born: ids.said("PersonBirthDate").and_then(date).unwrap_or(NEVER),
            due: ids.said("ExpectedPersonBirthDate").and_then(date).unwrap_or(NEVER),
        };
        let row = RowInput { id: Some(owner), ..self.row(child.line, None, NEVER, NEVER) };
        self.put(
            builder,
            "child",
            row,
            &[
                ("born", Given::Date("PersonBirthDate", ids.said("PersonBirthDate"))),
                ("due-date", Given::Date("ExpectedPersonBirthDate", ids.said("ExpectedPersonBirthDate"))),
                ("died", Given::Date("PersonDeathDate", ids.said("PersonDeathDate"))),
                ("sex", Given::Text(sex)),
                ("ethnicity", Given::Text(facts.said("Ethnicity"))),
                ("disabled", Given::YesNo(disabled)),
            ],
        );
        tally.read += 1;
        tally.kept += 1;
        for details in child.all("CINdetails") {
            let rows = self.details(details, whose, builder);
            tally.read += rows;
            tally.kept += rows;
        }
    }

    fn details(&mut self, d: &Element, whose: Whose, builder: &mut CaseloadBuilder) -> u64 {
        let mut rows = 1;
        let owner = whose.id;
        let referred = self.day(d, "CINreferralDate");
        let closed = self.day(d, "CINclosureDate");
        let assessed = d.part("Assessments").map(|_| "assessment");
        let outcome = match d.said("ReferralNFA") {
            None => Given::Code(assessed),
            said => Given::Follows("ReferralNFA", said, [assessed, Some("no-further-action")]),
        };
        let row = self.row(d.line, Some(owner), referred, NEVER);
        self.put(
            builder,
            "referral",
            row,
            &[("sender", Given::Text(d.said("ReferralSource"))), ("outcome", outcome)],
        );
        let row = self.row(d.line, Some(owner), referred, closed);
        self.put(builder, "case", row, &[("category-of-need", Given::Text(d.said("PrimaryNeedCode")))]);
        for a in d.all("Assessments") {
            rows += 1;
            let start = self.day(a, "AssessmentActualStartDate");
            let end = self.day(a, "AssessmentAuthorisationDate");
            let row = self.row(a.line, Some(owner), start, end);
            self.put(
                builder,
                "assessment",
                row,
                &[
                    ("referred", Given::Date("CINreferralDate", d.said("CINreferralDate"))),
                    (
                        "authorised",
                        Given::Date("AssessmentAuthorisationDate", a.said("AssessmentAuthorisationDate")),
                    ),
                    ("unborn", Given::YesNo(whose.unborn(start))),
                ],
            );
        }
        for p in d.all("CINPlanDates") {
            rows += 1;
            let (start, end) = (self.day(p, "CINPlanStartDate"), self.day(p, "CINPlanEndDate"));
            let row = self.row(p.line, Some(owner), start, end);
            self.put(builder, "child-in-need-plan", row, &[]);
        }
        rows += self.enquiries(d, owner, builder);
        for p in d.all("ChildProtectionPlans") {
            rows += 1 + self.protection_plan(p, owner, builder);
        }
        rows
    }

    /// Section 47 enquiries and the initial conferences they led to; a conference said twice is one.
    fn enquiries(&mut self, d: &Element, owner: Id, builder: &mut CaseloadBuilder) -> u64 {
        let mut rows = 0;
        let mut conferences: Vec<(Day, u32)> = Vec::new();
        for s in d.all("Section47") {
            rows += 1;
            let start = self.day(s, "S47ActualStartDate");
            let required = [Some("conference"), Some("no-conference")];
            let outcome = Given::Follows("ICPCnotRequired", s.said("ICPCnotRequired"), required);
            let row = self.row(s.line, Some(owner), start, NEVER);
            self.put(
                builder,
                "strategy-discussion",
                row,
                &[("decision", Given::Code(Some("section-47"))), ("outcome", outcome)],
            );
            conferences.push((self.day(s, "DateOfInitialCPC"), s.line));
        }
        conferences.push((self.day(d, "DateOfInitialCPC"), d.line));
        conferences.retain(|c| c.0 != NEVER);
        conferences.sort_unstable();
        conferences.dedup_by_key(|c| c.0);
        for (day, line) in conferences {
            let row = self.row(line, Some(owner), day, NEVER);
            self.put(builder, "conference", row, &[("kind", Given::Code(Some("initial")))]);
        }
        rows
    }

    fn protection_plan(&mut self, p: &Element, owner: Id, builder: &mut CaseloadBuilder) -> u64 {
        let (start, end) = (self.day(p, "CPPstartDate"), self.day(p, "CPPendDate"));
        let row = self.row(p.line, Some(owner), start, end);
        self.put(
            builder,
            "protection-plan",
            row,
            &[
                ("category", Given::Coded("LatestCategoryOfAbuse", p.said("LatestCategoryOfAbuse"), ABUSE)),
                ("category-at-start", Given::Text(p.said("InitialCategoryOfAbuse"))),
                ("previous-plans", Given::Number("NumberOfPreviousCPP", p.said("NumberOfPreviousCPP"))),
            ],
        );
        let mut rows = 0;
        for list in p.all("Reviews") {
            for date in list.all("CPPreviewDate") {
                rows += 1;
                let day = self.read_day(
                    "CPPreviewDate",
                    Some(date.text.as_str()).filter(|t| !t.is_empty()),
                    date.line,
                );
                let row = self.row(date.line, Some(owner), day, NEVER);
                self.put(builder, "conference", row, &[("kind", Given::Code(Some("review")))]);
            }
        }
        rows
    }

    fn row(&mut self, line: u32, owner: Option<Id>, start: Day, end: Day) -> RowInput {
        self.number += 1;
        // The census gives records no ids: their number in the file stands for one.
        let place = RowPlace { file: self.file, row: line };
        RowInput { id: Id::number(self.number), owner, start, end, place, ..RowInput::default() }
    }

    fn day(&mut self, e: &Element, name: &'static str) -> Day {
        let line = e.part(name).map_or(e.line, |p| p.line);
        self.read_day(name, e.said(name), line)
    }

    fn read_day(&mut self, name: &'static str, text: Option<&str>, line: u32) -> Day {
        match text.map(date) {
            None => NEVER,
            Some(Some(day)) => day,
            Some(None) => {
                self.unreadable.entry(name).or_default().add(line);
                NEVER
            }
        }
    }

    fn put(&mut self, builder: &mut CaseloadBuilder, kind: &str, row: RowInput, given: &[(&str, Given<'_>)]) {
        let Some(id) = self.vocabulary.kind_named(kind) else { return };
        let Some(k) = self.vocabulary.kind(id) else { return };
        let mut cells = Vec::with_capacity(given.len());
        for (name, value) in given {
            let Some(field) = k.field(name) else { continue };
            if let Some(cell) = self.cell(value, row.place.row, builder) {
                cells.push((field, cell));
            }
        }
        let counts = self.made.entry(id).or_default();
        counts.0 += 1;
        if k.shape != crate::record::Shape::Subject {
            counts.1 += u64::from(row.start == NEVER);
            counts.2 += u64::from(row.start != NEVER && row.end < row.start);
        }
        builder.push(id, row, &cells);
    }

    fn cell(&mut self, value: &Given<'_>, line: u32, builder: &mut CaseloadBuilder) -> Option<Cell> {
        let bad = |column: &'static str, text: &str, maker: &mut Self, builder: &mut CaseloadBuilder| {
            maker.unreadable.entry(column).or_default().add(line);
            Some(Cell::Invalid(builder.texts().code(text)))
        };
        match value {
            Given::Date(column, text) => {
                let text = (*text)?;
                match date(text) {
                    Some(day) => Some(Cell::Date(day)),
                    None => bad(column, text, self, builder),
                }
            }
            Given::Text(text) => text.map(|t| Cell::Text(builder.texts().code(t))),
            Given::Code(code) => code.map(|c| Cell::Text(builder.texts().code(c))),
            Given::Coded(column, text, codes) => {
                let text = (*text)?;
                match codes.iter().find(|c| c.0 == text) {
                    Some((_, "")) => None,
                    Some((_, code)) => Some(Cell::Text(builder.texts().code(code))),
                    None => bad(column, text, self, builder),
                }
            }
            Given::Number(column, text) => {
                let text = (*text)?;
                match text.parse::<f64>() {
                    Ok(n) if n.is_finite() => Some(Cell::Number(n)),
                    _ => bad(column, text, self, builder),
                }
            }
            Given::YesNo(said) => said.map(Cell::YesNo),
            Given::Follows(column, text, [no, yes]) => {
                let text = (*text)?;
                match yes_no(text) {
                    Some(true) => yes.map(|c| Cell::Text(builder.texts().code(c))),
                    Some(false) => no.map(|c| Cell::Text(builder.texts().code(c))),
                    None => bad(column, text, self, builder),
                }
            }
        }
    }

    /// The records made, by kind.
    pub(super) fn made(&self, vocabulary: &Vocabulary) -> Vec<Made> {
        let one = |(kind, (records, undated, impossible)): (&KindId, &(u64, u64, u64))| Made {
            kind: vocabulary.name(*kind).to_owned(),
            records: *records,
            undated: *undated,
            impossible: *impossible,
        };
        self.made.iter().map(one).collect()
    }

    /// Elements whose value could not be read: the fact is unknown, the text is kept.
    pub(super) fn columns(&self) -> Vec<ColumnReport> {
        let one = |(column, rows): (&&'static str, &RowList)| ColumnReport {
            column: (*column).to_owned(),
            changed: 0,
            unreadable: rows.clone(),
            unknown_codes: Vec::new(),
        };
        self.unreadable.iter().map(one).collect()
    }
}

/// Both spellings of yes and no.
fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "y" | "yes" => Some(true),
        "0" | "false" | "n" | "no" => Some(false),
        _ => None,
    }
}

/// A date, with or without a time of day or zone behind it.
fn date(text: &str) -> Option<Day> {
    let (day, rest) = text.split_at_checked(10)?;
    matches!(rest.as_bytes().first(), None | Some(b'T' | b'Z' | b'+' | b'-'))
        .then(|| parse_iso(day))
        .flatten()
}

/// Until 2023 the census had codes of gender where it has letters now.
fn sex_of_gender(code: &str) -> &str {
    match code {
        "1" => "M",
        "2" => "F",
        "0" | "9" => "U",
        other => other,
    }
}

/// The lines of all elements of a child that stand for a row.
fn rows_of(child: &Element) -> Vec<u32> {
    const ROWS: &[&str] =
        &["CINdetails", "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "CPPreviewDate"];
    fn add(e: &Element, out: &mut Vec<u32>) {
        for p in &e.parts {
            if ROWS.contains(&p.name.as_str()) {
                out.push(p.line);
            }
            add(p, out);
        }
    }
    let mut out = vec![child.line];
    add(child, &mut out);
    out
}
