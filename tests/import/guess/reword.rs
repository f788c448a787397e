//! Headers as another council would word them: synonyms, slips of the hand, other capitals and separators.
//! The list is our own and made without looking at the guesser's.

/// A seeded source of chance.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % n as u64) as usize
    }

    pub fn percent(&mut self, p: usize) -> bool {
        self.below(100) < p
    }
}

const SYNONYMS: &[(&str, &[&str])] = &[
    ("date of birth", &["DOB", "birth date", "D.O.B.", "born"]),
    ("child unique id", &["client id", "person id", "child ref", "young person id"]),
    (
        "child id",
        &["client id", "young person id", "service user id", "person id", "child ref", "child number"],
    ),
    (
        "person id",
        &["client id", "young person id", "service user id", "child id", "child ref", "person number"],
    ),
    ("visit date", &["date seen", "date of visit", "visited on"]),
    ("referral date", &["date of referral", "date referred"]),
    ("review date", &["date of review", "reviewed on"]),
    ("start date", &["date started", "begin date", "commenced", "date from", "opened"]),
    ("end date", &["date ended", "finish date", "closed", "date to", "ceased date"]),
    ("close date", &["closure date", "date closed", "end date"]),
    ("seen alone", &["spoken to alone", "seen on own"]),
    ("allocated team", &["team", "responsible team"]),
    ("allocated worker", &["case worker", "social worker"]),
    ("dob", &["date of birth", "birth date", "DateOfBirth", "born"]),
    ("person", &["client", "young person", "service user", "child"]),
    ("worker", &["practitioner", "case worker", "staff", "social worker"]),
    ("professional", &["worker", "practitioner", "staff"]),
    ("supervisor", &["line manager", "manager"]),
    ("sex", &["gender"]),
    ("gender", &["sex"]),
    ("ethnicity", &["ethnic origin", "ethnic group"]),
    ("id", &["identifier", "ref", "number", "no", "key"]),
    ("date", &["dt", "day"]),
    ("start", &["begin", "commencement", "from"]),
    ("end", &["finish", "closure", "to"]),
    ("from", &["start date", "begins", "date from"]),
    ("until", &["end date", "ends", "to date"]),
    ("recorded", &["entered", "date entered", "input date", "logged"]),
    ("type", &["kind", "category type"]),
    ("source", &["origin", "referrer"]),
    ("reason", &["cause"]),
    ("outcome", &["result"]),
    ("role", &["job role", "position"]),
    ("team", &["unit", "team name"]),
    ("assessment", &["assess", "single assessment"]),
    ("cla", &["LAC", "looked after"]),
    ("cin", &["child in need"]),
    ("cp", &["child protection", "CPP"]),
    ("s47", &["section 47", "Sec47"]),
    ("icpc", &["initial conference", "initial cp conference"]),
    ("auth", &["authorised", "signed off"]),
    ("authorised", &["signed off", "approved"]),
    ("disability", &["disabled"]),
    ("provider", &["provision"]),
    ("miles", &["distance"]),
    ("decision", &["decided"]),
];

/// How the words of a file are written together.
#[derive(Clone, Copy)]
pub struct Style(usize);

impl Style {
    pub fn any(chance: &mut Chance) -> Style {
        Style(chance.below(6))
    }

    fn join(self, words: &[String]) -> String {
        let title = |w: &String| {
            let mut letters = w.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
        };
        match self.0 {
            0 => words.join("_"),
            1 => words.join("-"),
            2 => words.join(" "),
            3 => words.iter().map(title).collect(),
            4 => words.join("_").to_uppercase(),
            _ => words.iter().map(title).collect::<Vec<_>>().join(" "),
        }
    }
}

/// One header reworded.
pub fn reworded(name: &str, style: Style, chance: &mut Chance) -> String {
    let mut text = format!(" {} ", name.replace(|c: char| !c.is_alphanumeric(), " "));
    if chance.percent(70) {
        for (word, others) in SYNONYMS {
            let whole = format!(" {word} ");
            if text.contains(&whole) {
                let other = others[chance.below(others.len())];
                text = text.replacen(&whole, &format!(" {} ", other.replace('.', "")), 1);
                break;
            }
        }
    }
    let mut words: Vec<String> = text.split_whitespace().map(|w| w.to_lowercase()).collect();
    if chance.percent(30) {
        let long: Vec<usize> =
            (0..words.len()).filter(|i| words[*i].len() >= 4 && words[*i].is_ascii()).collect();
        if !long.is_empty() {
            let at = long[chance.below(long.len())];
            words[at] = slipped(&words[at], chance);
        }
    }
    style.join(&words)
}

/// Two letters swapped, one dropped or one doubled.
fn slipped(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + chance.below(letters.len() - 2);
    match chance.below(3) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}
