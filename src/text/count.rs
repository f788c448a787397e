//! Counts as people write them: `1 theme`, `12,582 rows`.

/// A count with its word, in the plural unless it is one.
pub fn many(n: impl TryInto<u64>, word: &str) -> String {
    let n = n.try_into().unwrap_or(u64::MAX);
    let word = match (n, word.strip_suffix('y')) {
        (1, _) => word.to_owned(),
        _ if word.ends_with("child") => format!("{word}ren"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    };
    format!("{} {word}", grouped(n))
}

/// A count with a comma between its thousands.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_apart() {
        assert_eq!(many(1u64, "theme"), "1 theme");
        assert_eq!(many(0usize, "theme"), "0 themes");
        assert_eq!([many(1u32, "child"), many(2u32, "child")], ["1 child", "2 children"]);
        assert_eq!(many(1_274u64, "family"), "1,274 families");
        assert_eq!(many(9u64, "day"), "9 days");
        assert_eq!(grouped(12_582_912), "12,582,912");
    }
}
