//! What came of many questions: all agree, but for the differences that are named with their reason.

/// A question answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Names the question.
    pub id: String,
    /// The question as its source writes it.
    pub words: String,
    /// What its source answers.
    pub expected: String,
    /// What this engine answers.
    pub said: String,
}

/// Fails where an answer differs that is not named, where a named one agrees or is gone, and where the number of
/// questions is not the one known: a file that is read wrongly must not pass.
pub fn held(what: &str, answers: &[Answered], count: usize, named: &[(&str, &str)]) {
    let mut faults = Vec::new();
    for a in answers {
        let reason = named.iter().find(|(id, _)| *id == a.id).map(|n| n.1);
        match (a.expected == a.said, reason) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => faults.push(format!("{} agrees now; it was named: {reason}", a.id)),
            (false, None) => {
                faults.push(format!(
                    "{}: {} is {}, and this engine says {}",
                    a.id, a.words, a.expected, a.said
                ));
            }
        }
    }
    for (id, _) in named {
        if !answers.iter().any(|a| a.id == *id) {
            faults.push(format!("{id} is named and was not asked"));
        }
    }
    if answers.len() != count {
        faults.push(format!("{} questions were asked, and there are {count}", answers.len()));
    }
    assert!(faults.is_empty(), "{what}: {} faults\n{}", faults.len(), faults.join("\n"));
    println!("{what}: {} asked, {} agree, {} differ and say why", count, count - named.len(), named.len());
}
