//! Functions of texts and days that every rule may call, in code of our own: they are asked of every row.

use super::value::PluginType;
use crate::calendar::{Day, from_civil, month_named};

/// A built-in function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// How many characters a text has.
    Length,
    /// From the first-th character to the last-th, both in; shorter texts give what there is.
    Characters,
    /// `A` stands for a capital letter, `9` for a digit, `?` for any character; all else for itself.
    LooksLike,
    /// Whether a text stands in another.
    Contains,
    /// In capital letters.
    UpperCase,
    /// In small letters.
    LowerCase,
    /// Without its spaces.
    WithoutSpaces,
    /// Whether it is letters from A to Z and digits only.
    OnlyLettersAndDigits,
    /// The shapes of postcodes of the United Kingdom, with or without the space.
    ValidPostcode,
    /// `Monday`.
    DayOfWeek,
    /// The day and month of a year: `date-from-year("2025", "31 March")`.
    DateFromYear,
}

/// A known argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Given<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A day.
    Day(Day),
}

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A number.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A text.
    Text(String),
    /// A day.
    Day(Day),
}

const TEXT: PluginType = PluginType::Text;
const NUMBER: PluginType = PluginType::Number;
const YES_NO: PluginType = PluginType::YesNo;
const DAY: PluginType = PluginType::Day;

/// 1 January 1970 was a Thursday.
const DAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
/// What stands before the space of a postcode.
const OUTWARD: [&str; 6] = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"];

impl BuiltIn {
    /// All of them with their names, what they take and what they give.
    pub const ALL: [(BuiltIn, &'static str, &'static [PluginType], PluginType); 11] = [
        (BuiltIn::Length, "length", &[TEXT], NUMBER),
        (BuiltIn::Characters, "characters", &[TEXT, NUMBER, NUMBER], TEXT),
        (BuiltIn::LooksLike, "looks-like", &[TEXT, TEXT], YES_NO),
        (BuiltIn::Contains, "contains", &[TEXT, TEXT], YES_NO),
        (BuiltIn::UpperCase, "upper-case", &[TEXT], TEXT),
        (BuiltIn::LowerCase, "lower-case", &[TEXT], TEXT),
        (BuiltIn::WithoutSpaces, "without-spaces", &[TEXT], TEXT),
        (BuiltIn::OnlyLettersAndDigits, "only-letters-and-digits", &[TEXT], YES_NO),
        (BuiltIn::ValidPostcode, "valid-postcode", &[TEXT], YES_NO),
        (BuiltIn::DayOfWeek, "day-of-week", &[DAY], TEXT),
        (BuiltIn::DateFromYear, "date-from-year", &[TEXT, TEXT], DAY),
    ];

    /// The one of a name.
    pub fn named(name: &str) -> Option<BuiltIn> {
        BuiltIn::ALL.iter().find(|f| f.1 == name).map(|f| f.0)
    }

    /// Its answer; nothing where it has none.
    pub fn call(self, given: &[Given<'_>]) -> Option<Answer> {
        use Given::{Number, Text};
        Some(match (self, given) {
            (BuiltIn::Length, [Text(t)]) => Answer::Number(t.chars().count() as f64),
            (BuiltIn::Characters, [Text(t), Number(first), Number(last)]) => {
                Answer::Text(characters(t, *first, *last))
            }
            (BuiltIn::LooksLike, [Text(t), Text(shape)]) => Answer::YesNo(looks_like(t, shape)),
            (BuiltIn::Contains, [Text(t), Text(part)]) => Answer::YesNo(t.contains(part)),
            (BuiltIn::UpperCase, [Text(t)]) => Answer::Text(t.to_uppercase()),
            (BuiltIn::LowerCase, [Text(t)]) => Answer::Text(t.to_lowercase()),
            (BuiltIn::WithoutSpaces, [Text(t)]) => Answer::Text(t.replace(' ', "")),
            (BuiltIn::OnlyLettersAndDigits, [Text(t)]) => {
                Answer::YesNo(t.bytes().all(|b| b.is_ascii_alphanumeric()))
            }
            (BuiltIn::ValidPostcode, [Text(t)]) => Answer::YesNo(valid_postcode(t)),
            (BuiltIn::DayOfWeek, [Given::Day(d)]) => {
                Answer::Text((*DAYS.get(d.rem_euclid(7) as usize)?).to_owned())
            }
            (BuiltIn::DateFromYear, [Text(year), Text(day)]) => Answer::Day(date_from_year(year, day)?),
            _ => return None,
        })
    }
}

fn characters(text: &str, first: f64, last: f64) -> String {
    let (first, last) = (first as i64, last as i64);
    match (usize::try_from(first - 1), usize::try_from(last - first + 1)) {
        (Ok(skip), Ok(count)) => text.chars().skip(skip).take(count).collect(),
        _ => String::new(),
    }
}

fn looks_like(text: &str, shape: &str) -> bool {
    let mut have = text.chars();
    let fits = shape.chars().all(|want| match (want, have.next()) {
        (_, None) => false,
        ('A', Some(c)) => c.is_ascii_uppercase(),
        ('9', Some(c)) => c.is_ascii_digit(),
        ('?', Some(_)) => true,
        (want, Some(c)) => c == want,
    });
    fits && have.next().is_none()
}

fn valid_postcode(text: &str) -> bool {
    let code: String = text.to_uppercase().chars().filter(|c| *c != ' ').collect();
    let Some(cut) = code.char_indices().rev().nth(2).map(|(at, _)| at) else { return false };
    let (outward, inward) = code.split_at_checked(cut).unwrap_or_default();
    looks_like(inward, "9AA") && OUTWARD.iter().any(|shape| looks_like(outward, shape))
}

fn date_from_year(year: &str, day_and_month: &str) -> Option<Day> {
    let (day, month) = day_and_month.split_once(' ')?;
    from_civil(year.trim().parse().ok()?, month_named(month)?, day.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Given::{Number, Text};

    fn ask(name: &str, given: &[Given<'_>]) -> Option<Answer> {
        BuiltIn::named(name).unwrap().call(given)
    }

    #[test]
    fn texts_are_measured_and_cut_by_characters() {
        assert_eq!(ask("length", &[Text("né2")]), Some(Answer::Number(3.0)));
        let cut = |first, last| ask("characters", &[Text("néon"), Number(first), Number(last)]);
        assert_eq!(cut(2.0, 3.0), Some(Answer::Text("éo".to_owned())));
        assert_eq!(cut(4.0, 9.0), Some(Answer::Text("n".to_owned())));
        assert_eq!(cut(5.0, 9.0), Some(Answer::Text(String::new())));
        assert_eq!(cut(0.0, 2.0), Some(Answer::Text(String::new())));
        assert_eq!(cut(3.0, 2.0), Some(Answer::Text(String::new())));
        assert_eq!(ask("without-spaces", &[Text(" a b ")]), Some(Answer::Text("ab".to_owned())));
    }

    #[test]
    fn a_shape_is_held_to_the_last_character() {
        let fits = |text, shape| ask("looks-like", &[Text(text), Text(shape)]) == Some(Answer::YesNo(true));
        assert!(fits("A12-x", "A99-?"));
        assert!(!fits("a12-x", "A99-?"));
        assert!(!fits("A12-", "A99-?"));
        assert!(!fits("A12-xy", "A99-?"));
        assert!(fits("", ""));
    }

    #[test]
    fn a_postcode_has_one_of_six_shapes_before_the_last_three() {
        let valid = |text| ask("valid-postcode", &[Text(text)]) == Some(Answer::YesNo(true));
        for fine in ["ZZ1 1ZZ", "z11zz", "A9A9AA", "AA9A 9AA", "AA99 9AA", "A 9 9 AA"] {
            assert!(valid(fine), "{fine}");
        }
        for bad in ["", "9AA", "AA", "AAA9AA", "A9 AA9", "A9 9A", "A999 9AA", "é9 9AA"] {
            assert!(!valid(bad), "{bad}");
        }
    }

    #[test]
    fn days_have_names_and_years_have_days() {
        let monday = from_civil(2026, 1, 5).unwrap();
        assert_eq!(ask("day-of-week", &[Given::Day(monday)]), Some(Answer::Text("Monday".to_owned())));
        assert_eq!(ask("day-of-week", &[Given::Day(-1)]), Some(Answer::Text("Wednesday".to_owned())));
        let of = |year, day| ask("date-from-year", &[Text(year), Text(day)]);
        assert_eq!(of("2026", "5 January"), Some(Answer::Day(monday)));
        assert_eq!(of("2026", "29 February"), None);
        assert_eq!(of("next", "5 January"), None);
        assert_eq!(of("2026", "5 Jan"), None);
        assert_eq!(ask("length", &[Number(1.0)]), None);
    }
}
