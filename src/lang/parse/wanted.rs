//! What could have stood where reading stopped, in the words of the language.

use super::grammar::Rule;
use crate::lang::hints::{SIDE, Wanted};

/// Rules tried at a place, as words and phrases; helpers that nobody would name are left out.
pub(super) fn words(rules: &[Rule]) -> Vec<Wanted> {
    let mut list: Vec<Wanted> = rules.iter().filter_map(|&rule| wanted(rule)).collect();
    list.sort();
    list.dedup();
    list
}

fn wanted(rule: Rule) -> Option<Wanted> {
    let name = format!("{rule:?}");
    if let Some(word) = name.strip_prefix("k_") {
        let word = match word {
            "day" | "week" | "month" | "year" => format!("{word}s"),
            other => other.to_owned(),
        };
        return Some(Wanted::Word(word));
    }
    let phrase = match rule {
        Rule::name => "a name",
        Rule::text => "a text in quotes",
        Rule::date | Rule::day_number => "a date such as 5 January 2026",
        Rule::month_name => "the name of a month",
        Rule::year_number => "a year of four digits",
        Rule::whole | Rule::number | Rule::count => "a number",
        Rule::unit => "a unit: days, weeks, months, years, working days or school days",
        Rule::amount | Rule::fixed_amount | Rule::limit => "an amount such as 4 weeks",
        Rule::day => "a day such as `the start`",
        Rule::side => SIDE,
        Rule::quantity | Rule::evidence | Rule::inner_evidence => "how many (a, no, at least 2)",
        Rule::kind | Rule::kinds | Rule::scope_thing | Rule::cohort_thing | Rule::inner_thing => {
            "a kind of record"
        }
        Rule::duty => "a duty (have, be, last, satisfy)",
        Rule::cond | Rule::single | Rule::test => "a condition",
        Rule::sum | Rule::operand | Rule::path | Rule::value => "a value",
        Rule::predicate => "a comparison beginning with `is`",
        Rule::timing | Rule::stages => "when it falls due (within, every, by, in the last)",
        Rule::window => "a stretch of time (in the last, before, between)",
        Rule::field_type => "a type (date, planned date, yes-no, number, text, one of (...), a kind)",
        Rule::code_list => "a list of codes in brackets",
        Rule::shows => "what it shows (percentage of, number of, share of, rate of, average of)",
        Rule::header | Rule::source => "source",
        Rule::scope | Rule::theme_scope => "for each",
        Rule::fact => "given",
        Rule::expectation => "as at",
        Rule::expected | Rule::verdict => "a verdict",
        Rule::item => "standard, check, measure, theme, event, period, subject, list, define or plugin",
        Rule::expected_value => "a figure such as 33.3%",
        Rule::no_cases => "no cases",
        Rule::relief => "except or excused",
        Rule::agreement => "agreement",
        Rule::example => "example",
        Rule::question => "ask",
        _ => return None,
    };
    Some(Wanted::Phrase(phrase))
}

#[cfg(test)]
mod tests {
    use crate::lang::hints::{RESERVED, SOFT};

    #[test]
    fn the_hints_know_every_word_of_the_grammar() {
        let grammar = include_str!("../../../grammar/care.pest");
        let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let mut words: Vec<String> =
            grammar.lines().filter(|l| l.starts_with("k_")).flat_map(quoted).collect();
        let mut known: Vec<String> = RESERVED.iter().chain(SOFT).map(|w| (*w).to_owned()).collect();
        words.sort();
        known.sort();
        assert_eq!(words, known);
        let (_, reserved) = grammar.split_once("reserved = _{").unwrap();
        let mut reserved = quoted(reserved);
        reserved.sort();
        assert_eq!(reserved, RESERVED);
    }
}
