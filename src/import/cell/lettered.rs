//! Codes behind a letter, as Annex A writes them: `q) 6: Police` is `6`, `b) Female` is `Female`.

/// What a lettered text may mean, the likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Lettered<'t> {
    /// The text behind the letter; the whole when there is none.
    pub(in crate::import) text: &'t [u8],
    /// Whether there was a letter.
    pub(in crate::import) had_letter: bool,
    /// A short code at its beginning, before `:` or ` - `.
    pub(in crate::import) code: Option<&'t [u8]>,
}

impl<'t> Lettered<'t> {
    /// Takes a text apart.
    pub(in crate::import) fn of(text: &'t [u8]) -> Lettered<'t> {
        let letters = text.iter().take_while(|b| b.is_ascii_lowercase()).count();
        let behind = match text.get(letters) {
            Some(b')') if matches!(letters, 1 | 2) => text.get(letters + 1..),
            _ => None,
        };
        let had_letter = behind.is_some();
        let text = behind.unwrap_or(text).trim_ascii();
        Lettered { text, had_letter, code: code(text) }
    }

    /// The texts to look for among codes.
    pub(in crate::import) fn candidates(self) -> impl Iterator<Item = &'t [u8]> {
        std::iter::once(self.text).chain(self.code)
    }
}

/// `6` of `6: Police`, `N1` of `N1 - Abuse or neglect`: up to six capitals and digits.
fn code(text: &[u8]) -> Option<&[u8]> {
    let length = text.iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
    let rest = text.get(length..)?;
    let ends = rest.starts_with(b":") || rest.starts_with(b" - ") || rest.starts_with(" – ".as_bytes());
    (ends && (1..=6).contains(&length)).then(|| text.get(..length)).flatten()
}

#[cfg(test)]
mod tests {
    use super::Lettered;

    #[test]
    fn the_code_behind_the_letter_is_found() {
        let parts = |text: &'static str| {
            let l = Lettered::of(text.as_bytes());
            let words = |b| std::str::from_utf8(b).unwrap();
            (words(l.text), l.code.map(words), l.had_letter)
        };
        assert_eq!(parts("q) 6: Police"), ("6: Police", Some("6"), true));
        assert_eq!(parts("b) Female"), ("Female", None, true));
        assert_eq!(parts("e) PR4 - Private"), ("PR4 - Private", Some("PR4"), true));
        assert_eq!(parts("E1: Placement order"), ("E1: Placement order", Some("E1"), false));
        assert_eq!(parts("g)Secure home"), ("Secure home", None, true));
        assert_eq!(parts("Team (a) North"), ("Team (a) North", None, false));
        assert_eq!(parts("A) Team"), ("A) Team", None, false));
        assert_eq!(parts("Duty: North"), ("Duty: North", None, false));
    }
}
