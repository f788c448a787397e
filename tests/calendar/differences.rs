//! Where this engine answers otherwise than others do, and why. A line that comes to agree fails its test.

type Named = (&'static str, &'static str);

const TOUCH: &str = "days are whole: a range that ends on the 5th meets the one that begins on the 6th, and shares the 5th with one that begins then";
const LAST_DAY: &str =
    "an open bound leaves its whole day out, so the later of the two is the one that ends on a later day";

pub const FEEL: &[Named] = &[
    ("jdmn-range/meets/35", TOUCH),
    ("jdmn-range/meets/36", TOUCH),
    ("jdmn-range/meets/37", TOUCH),
    ("jdmn-range/meets/38", TOUCH),
    ("jdmn-range/met_by/40", TOUCH),
    ("jdmn-range/met_by/41", TOUCH),
    ("jdmn-range/met_by/42", TOUCH),
    ("jdmn-range/met_by/43", TOUCH),
    ("jdmn-range/overlaps_after/76", LAST_DAY),
    ("jdmn-range/overlaps_after/77", LAST_DAY),
];

const YEARS: &str = "years from 0 to 262,142 are days here; a sum beyond the years of a record is a day all the same, and no record reaches it";

pub const CQL: &[Named] = &[
    ("CqlDateTimeOperatorsTest/Add/DateTimeAddInvalidYears", YEARS),
    ("CqlDateTimeOperatorsTest/Subtract/DateTimeSubtractInvalidYears", YEARS),
    (
        "CqlDateTimeOperatorsTest/After/DateTimeAfterYearFalse",
        "there days are compared by their years; days are compared as days here, and no word compares years",
    ),
    (
        "CqlIntervalOperatorsTest/Width/DateTimeWidth",
        "there the width of an interval of dates is an error; here days are counted",
    ),
];

const CLAMP: &str = "the corresponding date, or else the last day of that month (Dodds v Walker)";

pub const MONTHS: &[Named] = &[
    ("ehrQL: 2003-01-31 + 1 month", CLAMP),
    ("ehrQL: 2004-02-29 + 1 year", CLAMP),
    ("Catala: 2013-01-31 + 1 month", CLAMP),
    ("OPA/Rego: 2023-07-31 - 1 month", CLAMP),
    (
        "regorus azure.policy date_time_add: 2024-01-01T00:00:00Z + P1Y",
        "a year is twelve months, not 365 days",
    ),
    ("Salesforce ADDMONTHS: 2022-04-30 + 1 month", "the last day of a month does not stick to last days"),
    ("Cedar, CEL: -", "months and years are what the standards are written in"),
];
