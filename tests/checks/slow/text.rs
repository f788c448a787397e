//! Built-in functions of texts and days, said another way; scripts are run as they are.

use super::Book;
use super::value::Value;
use duecare::calendar::{from_civil, to_civil};
use duecare::judge::{Argument, Functions, Returned};

/// Calls a function by its place. What is not known makes the answer unknown.
pub fn call(book: &Book<'_>, plugin: usize, given: &[Value]) -> Value {
    let signature = &book.rules.plugins[plugin];
    if given.iter().any(|v| matches!(v, Value::Unknown | Value::Between(..) | Value::Days(..))) {
        return Value::Unknown;
    }
    match (signature.name.as_str(), given) {
        ("length", [Value::Text(t)]) => Value::Number(letters(t).len() as f64),
        ("characters", [Value::Text(t), Value::Number(a), Value::Number(b)]) => {
            let (a, b) = (*a as i64, *b as i64);
            let some = letters(t).into_iter().zip(1..).filter(|(_, at)| a > 0 && *at >= a && *at <= b);
            Value::Text(some.map(|(c, _)| c).collect())
        }
        ("looks-like", [Value::Text(t), Value::Text(shape)]) => {
            let (t, shape) = (letters(t), letters(shape));
            let fits = |(c, s): (&char, &char)| match s {
                'A' => c.is_ascii_uppercase(),
                '9' => c.is_ascii_digit(),
                '?' => true,
                s => c == s,
            };
            Value::YesNo(t.len() == shape.len() && t.iter().zip(&shape).all(fits))
        }
        ("contains", [Value::Text(t), Value::Text(part)]) => Value::YesNo(t.find(part.as_str()).is_some()),
        ("upper-case", [Value::Text(t)]) => Value::Text(t.chars().flat_map(char::to_uppercase).collect()),
        ("lower-case", [Value::Text(t)]) => Value::Text(t.to_lowercase()),
        ("without-spaces", [Value::Text(t)]) => Value::Text(t.split(' ').collect()),
        ("only-letters-and-digits", [Value::Text(t)]) => {
            Value::YesNo(letters(t).iter().all(|c| c.is_ascii() && (c.is_alphabetic() || c.is_numeric())))
        }
        ("valid-postcode", [Value::Text(t)]) => Value::YesNo(postcode(t)),
        ("day-of-week", [Value::Day(d)]) => {
            // 5 January 2026 was a Monday.
            let monday = from_civil(2026, 1, 5).unwrap();
            let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
            let mut from = (d - monday) % 7;
            if from < 0 {
                from += 7;
            }
            Value::Text(names[from as usize].to_owned())
        }
        ("date-from-year", [Value::Text(year), Value::Text(day)]) => year_day(year, day),
        _ => script(book, plugin, given),
    }
}

fn letters(t: &str) -> Vec<char> {
    t.chars().collect()
}

fn postcode(t: &str) -> bool {
    // A letter or digit as `L` or `D`, anything else as itself.
    let kind = |c: char| match c.to_ascii_uppercase() {
        'A'..='Z' => 'L',
        '0'..='9' => 'D',
        other => other,
    };
    let shape: String = t.chars().filter(|c| *c != ' ').map(kind).collect();
    ["LDDLL", "LDDDLL", "LLDDLL", "LLDDDLL", "LDLDLL", "LLDLDLL"].contains(&shape.as_str())
}

fn year_day(year: &str, day: &str) -> Value {
    let Ok(year) = year.trim().parse::<i32>() else { return Value::Unknown };
    let first = from_civil(year, 1, 1).map(|d| (d..d + 366).collect::<Vec<_>>()).unwrap_or_default();
    let names = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];
    let names: Vec<&str> = names.into_iter().chain(["October", "November", "December"]).collect();
    let said = |d: &i32| {
        let (y, m, dom) = to_civil(*d).unwrap();
        y == year && format!("{dom} {}", names[m as usize - 1]) == day
    };
    first.into_iter().find(said).map_or(Value::Unknown, Value::Day)
}

fn script(book: &Book<'_>, plugin: usize, given: &[Value]) -> Value {
    let arguments: Vec<Argument<'_>> = given
        .iter()
        .map(|v| match v {
            Value::Number(n) => Argument::Number(*n),
            Value::Text(t) => Argument::Text(t),
            Value::YesNo(b) => Argument::YesNo(*b),
            Value::Day(d) => Argument::Day(*d),
            other => panic!("{other:?} is given to a script"),
        })
        .collect();
    match book.plugins.call(plugin, &arguments) {
        Ok(Returned::Number(n)) => Value::Number(n),
        Ok(Returned::Text(t)) => Value::Text(t),
        Ok(Returned::YesNo(b)) => Value::YesNo(b),
        Ok(Returned::Day(d)) => Value::Day(d),
        Err(_) => Value::Unknown,
    }
}
