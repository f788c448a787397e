//! What one child of the census says, as records of the vocabulary.

use super::codes::{ABUSE, ABUSES, DISABILITIES, ETHNICITIES, GENDERS, NEEDS, SENDERS, SEXES};
use crate::calendar::{Day, NEVER};
use crate::import::tally::Refusal;
use crate::import::xml::{Element, Given, Held, Maker, Taker, date, held, yes_no};
use crate::record::{CaseloadBuilder, Id, Provides, RowInput, Vocabulary};

/// Kinds and fields that a census can hold, and whether it says when they ended. It holds no visits, workers, teams,
/// meetings or supervision. Of section 47 enquiries it has the day they start, which is the day of the strategy
/// discussion that started them, and not the day they end.
const HELD: &[Held] = &[
    ("child", &["born", "due-date", "died", "sex", "ethnicity", "disabled"], true),
    ("referral", &["sender", "outcome"], true),
    ("case", &["category-of-need"], true),
    ("assessment", &["referred", "authorised", "unborn"], true),
    ("strategy-discussion", &["decision", "outcome"], true),
    ("section-47-enquiry", &["outcome"], false),
    ("conference", &["kind"], true),
    ("child-in-need-plan", &[], true),
    ("protection-plan", &["category", "category-at-start", "previous-plans"], true),
];

/// Since 2026-27: a census without any such block may be older, and cannot hold it.
const HELD_SINCE_2026: &[Held] = &[("pre-proceedings", &["notified", "status"], true)];

/// The elements that stand for a row, beside the child itself.
const ROWS: &[&str] = &[
    "CINdetails",
    "Assessments",
    "CINPlanDates",
    "Section47",
    "ChildProtectionPlans",
    "CPPreviewDate",
    "PreProceedingsandFGDM",
];

/// More previous plans than any child had.
const MOST_PLANS: f64 = 99.0;

/// Makes the records of a census.
#[derive(Debug, Default)]
pub(super) struct Census {
    pre_proceedings: bool,
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

/// The maker and the builder of the file being read.
struct Desk<'a, 'v> {
    maker: &'a mut Maker<'v>,
    builder: &'a mut CaseloadBuilder,
}

impl Desk<'_, '_> {
    fn day(&mut self, e: &Element, name: &str) -> Day {
        self.maker.day(e, name, self.builder)
    }

    fn row(&mut self, e: &Element, whose: Whose, start: Day, end: Day) -> RowInput {
        self.maker.row(e.line, Some(whose.id), start, end)
    }

    fn put(&mut self, kind: &str, row: RowInput, given: &[(&str, Given<'_>)]) {
        self.maker.put(self.builder, kind, row, given);
    }

    /// Counts a row; a row with nothing in it is refused.
    fn takes(&mut self, e: &Element) -> bool {
        let tally = &mut self.maker.tally;
        tally.read += 1;
        if e.is_blank() {
            tally.refuse(Refusal::NotUsed, e.line);
            return false;
        }
        tally.kept += 1;
        true
    }
}

impl Taker for Census {
    fn item(&mut self, child: &Element, maker: &mut Maker<'_>, builder: &mut CaseloadBuilder) {
        let nothing = Element::default();
        let ids = child.part("ChildIdentifiers").unwrap_or(&nothing);
        // A letter that could not be read would make another child of it.
        let id = ids.said("LAchildID").filter(|id| !id.contains(char::REPLACEMENT_CHARACTER));
        let Some(id) = id else {
            for line in rows_of(child) {
                maker.tally.read += 1;
                maker.tally.refuse(Refusal::NoId, line);
            }
            return;
        };
        let owner = Id::of(id, builder.texts());
        let mut desk = Desk { maker, builder };
        let day = |name: &str| ids.said(name).and_then(date).unwrap_or(NEVER);
        let whose = Whose { id: owner, born: day("PersonBirthDate"), due: day("ExpectedPersonBirthDate") };
        desk.child(child, ids, whose);
        for details in child.all("CINdetails") {
            self.details(details, whose, &mut desk);
        }
    }

    fn provides(&self, vocabulary: &Vocabulary) -> Provides {
        can_hold(vocabulary, self.pre_proceedings)
    }
}

impl Census {
    fn details(&mut self, d: &Element, whose: Whose, desk: &mut Desk<'_, '_>) {
        if desk.takes(d) {
            desk.referral(d, whose);
        }
        for a in d.all("Assessments") {
            if desk.takes(a) {
                desk.assessment(a, d, whose);
            }
        }
        for p in d.all("CINPlanDates") {
            if desk.takes(p) {
                let (start, end) = (desk.day(p, "CINPlanStartDate"), desk.day(p, "CINPlanEndDate"));
                let row = desk.row(p, whose, start, end);
                desk.put("child-in-need-plan", row, &[]);
            }
        }
        desk.enquiries(d, whose);
        for p in d.all("ChildProtectionPlans") {
            desk.protection_plan(p, whose);
        }
        for p in d.all("PreProceedingsandFGDM") {
            self.pre_proceedings = true;
            desk.pre_proceedings(p, whose);
        }
    }
}

impl Desk<'_, '_> {
    fn child(&mut self, child: &Element, ids: &Element, whose: Whose) {
        self.maker.tally.read += 1;
        self.maker.tally.kept += 1;
        let nothing = Element::default();
        let facts = child.part("ChildCharacteristics").unwrap_or(&nothing);
        let sex = match ids.said("Sex") {
            Some(_) => Given::Listed(ids.part("Sex"), SEXES),
            None => Given::Coded(ids.part("GenderCurrent"), GENDERS),
        };
        let disabled = self.disabled(facts);
        let row = RowInput { id: Some(whose.id), ..self.maker.row(child.line, None, NEVER, NEVER) };
        self.put(
            "child",
            row,
            &[
                ("born", Given::Date(ids.part("PersonBirthDate"))),
                ("due-date", Given::Date(ids.part("ExpectedPersonBirthDate"))),
                ("died", Given::Date(ids.part("PersonDeathDate"))),
                ("sex", sex),
                ("ethnicity", Given::Listed(facts.part("Ethnicity"), ETHNICITIES)),
                ("disabled", Given::YesNo(disabled)),
            ],
        );
    }

    /// Whether any code says a disability; no when there is only `NONE`.
    fn disabled(&mut self, facts: &Element) -> Option<bool> {
        let mut found = None;
        for e in facts.part("Disabilities").into_iter().flat_map(|d| d.all("Disability")) {
            let Some(said) = e.value() else { continue };
            match DISABILITIES.iter().find(|code| code.eq_ignore_ascii_case(said)) {
                Some(code) => found = Some(found == Some(true) || *code != "NONE"),
                None => {
                    self.maker.unreadable(e, true, self.builder);
                }
            }
        }
        found
    }

    /// The referral, and the case it opened unless nothing was to be done.
    fn referral(&mut self, d: &Element, whose: Whose) {
        let (referred, closed) = (self.day(d, "CINreferralDate"), self.day(d, "CINclosureDate"));
        let nfa = d.part("ReferralNFA");
        let outcome = match d.said("ReferralNFA") {
            None => Given::Code(d.part("Assessments").map(|_| "assessment")),
            Some(_) => Given::Follows(nfa, [Some("assessment"), Some("no-further-action")]),
        };
        let row = self.row(d, whose, referred, NEVER);
        let sender = Given::Listed(d.part("ReferralSource"), SENDERS);
        self.put("referral", row, &[("sender", sender), ("outcome", outcome)]);
        if d.said("ReferralNFA").and_then(yes_no) != Some(true) {
            let row = self.row(d, whose, referred, closed);
            let need = Given::Listed(d.part("PrimaryNeedCode"), NEEDS);
            self.put("case", row, &[("category-of-need", need)]);
        }
    }

    fn assessment(&mut self, a: &Element, d: &Element, whose: Whose) {
        let start = self.day(a, "AssessmentActualStartDate");
        let end = self.day(a, "AssessmentAuthorisationDate");
        let row = self.row(a, whose, start, end);
        self.put(
            "assessment",
            row,
            &[
                ("referred", Given::Same(d.part("CINreferralDate"))),
                ("authorised", Given::Same(a.part("AssessmentAuthorisationDate"))),
                ("unborn", Given::YesNo(whose.unborn(start))),
            ],
        );
    }

    /// Section 47 enquiries and the initial conferences they led to; a conference said twice is one.
    fn enquiries(&mut self, d: &Element, whose: Whose) {
        let mut conferences: Vec<(Day, u32)> = Vec::new();
        for s in d.all("Section47") {
            if !self.takes(s) {
                continue;
            }
            let start = self.day(s, "S47ActualStartDate");
            let not_required = s.part("ICPCnotRequired");
            let outcome = Given::Follows(not_required, [Some("conference"), Some("no-conference")]);
            let row = self.row(s, whose, start, NEVER);
            self.put(
                "strategy-discussion",
                row,
                &[("decision", Given::Code(Some("section-47"))), ("outcome", outcome)],
            );
            let row = self.row(s, whose, start, NEVER);
            // What cannot be read is counted once, above.
            let outcome = Given::Code(not_required.and_then(Element::value).and_then(led_to));
            self.put("section-47-enquiry", row, &[("outcome", outcome)]);
            conferences.push((self.day(s, "DateOfInitialCPC"), s.line));
        }
        conferences.push((self.day(d, "DateOfInitialCPC"), d.line));
        conferences.retain(|c| c.0 != NEVER);
        conferences.sort_unstable();
        conferences.dedup_by_key(|c| c.0);
        for (day, line) in conferences {
            let row = self.maker.row(line, Some(whose.id), day, NEVER);
            self.put("conference", row, &[("kind", Given::Code(Some("initial")))]);
        }
    }

    fn protection_plan(&mut self, p: &Element, whose: Whose) {
        if self.takes(p) {
            let (start, end) = (self.day(p, "CPPstartDate"), self.day(p, "CPPendDate"));
            let row = self.row(p, whose, start, end);
            self.put(
                "protection-plan",
                row,
                &[
                    ("category", Given::Coded(p.part("LatestCategoryOfAbuse"), ABUSE)),
                    ("category-at-start", Given::Listed(p.part("InitialCategoryOfAbuse"), ABUSES)),
                    ("previous-plans", Given::Number(p.part("NumberOfPreviousCPP"), MOST_PLANS)),
                ],
            );
        }
        for review in p.all("Reviews").flat_map(|list| list.all("CPPreviewDate")) {
            if self.takes(review) {
                let day = self.maker.own_day(review, self.builder);
                let row = self.row(review, whose, day, NEVER);
                self.put("conference", row, &[("kind", Given::Code(Some("review")))]);
            }
        }
    }

    /// Pre-proceedings, from the day they began to the decision that ended them or the application to the court. A
    /// block may hold a family group meeting only: no kind of record holds that.
    fn pre_proceedings(&mut self, p: &Element, whose: Whose) {
        const STAGES: &[&str] = &[
            "PPStartDate",
            "LBPSentDate",
            "InitialPPMeetingDate",
            "StepDecisionDate",
            "PPOutcome",
            "CourtAppDate",
        ];
        if STAGES.iter().all(|name| p.said(name).is_none()) {
            self.maker.tally.read += 1;
            self.maker.tally.refuse(Refusal::NotUsed, p.line);
            return;
        }
        self.maker.tally.read += 1;
        self.maker.tally.kept += 1;
        let start = self.day(p, "PPStartDate");
        let (decided, applied) = (self.day(p, "StepDecisionDate"), self.day(p, "CourtAppDate"));
        let end = if decided == NEVER { applied } else { decided };
        let row = self.row(p, whose, start, end);
        self.put(
            "pre-proceedings",
            row,
            &[("notified", Given::Date(p.part("LBPSentDate"))), ("status", Given::Code(Some("open")))],
        );
    }
}

/// What an enquiry led to.
fn led_to(not_required: &str) -> Option<&'static str> {
    yes_no(not_required).map(|yes| if yes { "no-conference" } else { "conference" })
}

/// What a census can hold. It says when most periods ended, and never when anything was entered.
pub(super) fn can_hold(vocabulary: &Vocabulary, pre_proceedings: bool) -> Provides {
    let since = if pre_proceedings { HELD_SINCE_2026 } else { &[] };
    let mut provides = held(HELD.iter().chain(since), vocabulary);
    let pair = ["strategy-discussion", "section-47-enquiry"].map(|name| vocabulary.kind_named(name));
    if let [Some(told), Some(by)] = pair {
        provides.told_by.insert(told, by);
    }
    provides
}

/// The lines of all elements of a child that stand for a row.
fn rows_of(child: &Element) -> Vec<u32> {
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
