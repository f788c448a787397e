//! A column's or file's name as words: separators, capitals and plurals make no difference.

/// The words of a name in lower case: `childDOB`, `child_dob` and `Child's DOB` are the same two.
pub(super) fn split(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let at = |i: usize| letters.get(i).copied().unwrap_or(' ');
    let mut words = Vec::new();
    let mut word = String::new();
    let mut i = 0;
    while i < letters.len() {
        let c = at(i);
        if matches!(c, '\'' | '’' | '‘') {
            // A possessive says nothing.
            i += if matches!(at(i + 1), 's' | 'S') && !at(i + 2).is_alphanumeric() { 2 } else { 1 };
            continue;
        }
        if !c.is_alphanumeric() {
            close(&mut word, &mut words);
        } else {
            let before = if i == 0 { ' ' } else { at(i - 1) };
            let inner = c.is_uppercase() && (before.is_lowercase() || at(i + 1).is_lowercase());
            if inner && before.is_alphanumeric() {
                close(&mut word, &mut words);
            }
            word.extend(c.to_lowercase());
        }
        i += 1;
    }
    close(&mut word, &mut words);
    words
}

fn close(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(singular(word));
        word.clear();
    }
}

/// One of them: `visits` is `visit`, `enquiries` is `enquiry`.
pub(super) fn singular(word: &str) -> String {
    if word == "children" {
        return "child".to_owned();
    }
    let stays = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix("ies") {
        Some(stem) if word.len() > 4 => format!("{stem}y"),
        _ if word.len() > 3 && !stays => word.strip_suffix('s').unwrap_or(word).to_owned(),
        _ => word.to_owned(),
    }
}

/// Letters and digits alone, in lower case.
pub(super) fn squashed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{split, squashed};

    #[test]
    fn capitals_separators_and_plurals_make_no_difference() {
        for name in ["child_start_date", "ChildStartDate", "CHILD-START DATE", "Children's start.dates"] {
            assert_eq!(split(name), ["child", "start", "date"], "{name}");
        }
        assert_eq!(split("CINPlanID"), ["cin", "plan", "id"]);
        assert_eq!(split("s47e_s47_start"), ["s47e", "s47", "start"]);
        assert_eq!(split("Section47Enquiries"), ["section47", "enquiry"]);
        assert_eq!(split("legal status"), ["legal", "status"]);
        assert_eq!(squashed("Child's ID (CMS)"), "childsidcms");
    }
}
