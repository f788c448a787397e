//! The tables of the return about children looked after: their columns in order, and the codes of each.

/// A table: the name of its file, the name the guidance gives it, its columns.
pub type List = (&'static str, &'static str, &'static [Column]);

/// A column: its name, whether it may be blank, what stands in it.
pub type Column = (&'static str, bool, Holds);

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A date, day first.
    Day,
    /// One of these codes.
    Code(&'static str),
    /// A whole number.
    Number,
    /// Any text.
    Text,
}

use Holds::{Code, Day, Number, Text};

/// Every table that is written.
pub const LISTS: &[List] = &[
    (
        "header.csv",
        "Header",
        &[
            ("CHILD", false, Text),
            ("SEX", false, Code("M F U")),
            ("DOB", false, Day),
            (
                "ETHNIC",
                false,
                Code(
                    "WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT",
                ),
            ),
            ("UPN", false, Text),
            ("MOTHER", true, Code("0 1")),
            ("MC_DOB", true, Day),
        ],
    ),
    (
        "episodes.csv",
        "Episodes",
        &[
            ("CHILD", false, Text),
            ("DECOM", false, Day),
            ("RNE", false, Code("S L P T B U")),
            ("LS", false, Code("C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3")),
            ("CIN", false, Code("N1 N2 N3 N4 N5 N6 N7 N8")),
            (
                "PLACE",
                false,
                Code(
                    "A3 A4 A5 A6 K1 K2 K3 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1 Z11 Z12 Z13 Z14",
                ),
            ),
            ("PLACE_PROVIDER", true, Code("PR0 PR1 PR2 PR3 PR4 PR5")),
            ("DEC", true, Day),
            (
                "REC",
                true,
                Code("X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E9 E14 E15 E16 E17 E8"),
            ),
            (
                "REASON_PLACE_CHANGE",
                true,
                Code("CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER"),
            ),
            ("HOME_POST", true, Text),
            ("PL_POST", true, Text),
            ("URN", true, Text),
        ],
    ),
    (
        "reviews.csv",
        "Reviews",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("REVIEW", false, Day),
            ("REVIEW_CODE", false, Code("PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7")),
        ],
    ),
    (
        "uasc.csv",
        "UASC",
        &[("CHILD", false, Text), ("DOB", false, Day), ("SEX", false, Code("M F U")), ("DUC", true, Day)],
    ),
    (
        "oc2.csv",
        "OC2",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("SDQ_SCORE", true, Number),
            ("SDQ_REASON", true, Code("SDQ1 SDQ2 SDQ3 SDQ4 SDQ5")),
            ("CONVICTED", true, Code("0 1")),
            ("HEALTH_CHECK", true, Code("0 1")),
            ("IMMUNISATIONS", true, Code("0 1")),
            ("TEETH_CHECK", true, Code("0 1")),
            ("HEALTH_ASSESSMENT", true, Code("0 1")),
            ("SUBSTANCE_MISUSE", true, Code("0 1")),
            ("INTERVENTION_RECEIVED", true, Code("0 1")),
            ("INTERVENTION_OFFERED", true, Code("0 1")),
        ],
    ),
    (
        "oc3.csv",
        "OC3",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("IN_TOUCH", false, Code("YES NO DIED REFU NREQ RHOM")),
            ("ACTIV", false, Code("F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6 0")),
            (
                "ACCOM",
                false,
                Code(
                    "B1 B2 C1 C2 D1 D2 E1 E2 G1 G2 H1 H2 K1 K2 R1 R2 S1 S2 T1 T2 U1 U2 V1 V2 W1 W2 X1 X2 Y1 Y2 Z1 Z2 0",
                ),
            ),
        ],
    ),
    (
        "ad1.csv",
        "AD1",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("DATE_INT", false, Day),
            ("DATE_MATCH", false, Day),
            ("FOSTER_CARE", false, Code("0 1")),
            ("NB_ADOPTR", false, Number),
            ("SEX_ADOPTR", false, Code("M1 F1 MM FF MF")),
            ("LS_ADOPTR", false, Code("L0 L11 L12 L2 L3 L4")),
        ],
    ),
    (
        "placed_for_adoption.csv",
        "PlacedAdoption",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("DATE_PLACED", false, Day),
            ("DATE_PLACED_CEASED", true, Day),
            ("REASON_PLACED_CEASED", true, Code("RD1 RD2 RD3 RD4")),
        ],
    ),
    (
        "previous_permanence.csv",
        "PrevPerm",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("PREV_PERM", false, Code("P1 P2 P3 P4 Z1")),
            ("LA_PERM", true, Text),
            ("DATE_PERM", true, Day),
        ],
    ),
    (
        "missing.csv",
        "Missing",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("MISSING", false, Code("M A")),
            ("MIS_START", false, Day),
            ("MIS_END", true, Day),
        ],
    ),
    (
        "sw_episodes.csv",
        "SWEpisodes",
        &[
            ("CHILD", false, Text),
            ("DOB", false, Day),
            ("SW_ID", false, Text),
            ("SW_DECOM", false, Day),
            ("SW_DEC", true, Day),
            (
                "SW_REASON",
                true,
                Code("MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS"),
            ),
        ],
    ),
];
