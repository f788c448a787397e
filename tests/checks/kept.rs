//! Returns on which the two evaluators once differed, made small, with what is right.

use crate::sheet::Sheet;

/// A return, a check of it, and how many rows pass, which fail and which cannot be told.
pub struct Kept {
    pub of: &'static str,
    pub check: &'static str,
    /// Table, then a line for the columns and one for each row.
    tables: &'static [(&'static str, &'static [&'static str])],
    pub passed: u32,
    pub failed: &'static [u32],
    pub not_judged: u32,
    pub why: &'static str,
}

impl Kept {
    pub fn sheets(&self) -> Vec<Sheet> {
        let cells = |line: &&str| line.split(',').map(str::to_owned).collect::<Vec<String>>();
        let sheet = |(table, lines): &(&str, &[&str])| Sheet {
            table: (*table).to_owned(),
            columns: cells(&lines[0]),
            rows: lines[1..].iter().map(cells).collect(),
        };
        self.tables.iter().map(sheet).collect()
    }
}

pub const KEPT: &[Kept] = &[
    Kept {
        of: "cin",
        check: "8869",
        tables: &[
            (
                "Assessments",
                &[
                    "LAchildID,CINdetailsID,AssessmentActualStartDate,AssessmentAuthorisationDate,AssessmentID,AssessmentFactors",
                    "2,1,,99,,",
                    "2,1,,,,18A",
                ],
            ),
            ("AssessmentFactorsList", &["LAchildID,CINdetailsID,AssessmentID,AssessmentFactor"]),
        ],
        passed: 2,
        failed: &[],
        not_judged: 0,
        why: "a day that cannot be read matches no blank",
    },
    Kept {
        of: "cin",
        check: "8816",
        tables: &[(
            "CINdetails",
            &[
                "CINdetailsID,CINreferralDate,CINclosureDate,ReferralNFA",
                "1,2025-10-10,,0",
                "2,2025-11-10,,0",
            ],
        )],
        passed: 0,
        failed: &[],
        not_judged: 2,
        why: "which is the last of a child cannot be told where no row says whose it is",
    },
    Kept {
        of: "cin",
        check: "8915",
        tables: &[
            ("ChildIdentifiers", &["UPN,PersonDeathDate", ",2025-12-31"]),
            ("ChildProtectionPlans", &["LAchildID,CINdetailsID,CPPID,CPPstartDate", "1,1,1,2025-04-10"]),
        ],
        passed: 0,
        failed: &[],
        not_judged: 1,
        why: "children without ids are nobody's of whom another table tells, also where the table between is not sent",
    },
    Kept {
        of: "ssda903",
        check: "363",
        tables: &[("Episodes", &["CHILD,DECOM,DEC,LS", "1,2025-06-04,0,L3"])],
        passed: 0,
        failed: &[],
        not_judged: 1,
        why: "how long something lasted cannot be told where its last day cannot be read",
    },
    Kept {
        of: "ssda903",
        check: "578",
        tables: &[
            ("Episodes", &["CHILD,DECOM,DEC", "2,2003-05-11,2025-08-06", "2,2025-01-04,-"]),
            ("Missing", &["CHILD,MIS_START,MIS_END", "2,2026-05-02,"]),
        ],
        passed: 0,
        failed: &[],
        not_judged: 1,
        why: "what joins a time in care cannot be told where its last day cannot be read",
    },
];
