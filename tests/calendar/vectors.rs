//! Due days worked out by hand for the statutory timescales.

use super::dues::{Counted, dues};
use super::tally::{Answered, held};
use super::trials::{Trial, asked};
use super::{day, shared};
use duecare::calendar::to_iso;
use duecare::import::england_calendar;
use duecare::judge::Tri;

/// standard, trigger, its weekday, how it is counted, how many, the last day in time, its weekday, a note
type Line = (String, String, String, String, i32, String, String, String);

#[test]
fn statutory_timescales_fall_due_on_the_days_worked_out() {
    let Some(text) = shared("domain/counting_vectors.csv") else { return };
    let lines: Vec<Line> =
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
    let (back, forth): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|l| l.4 < 0);
    let mut answers = Vec::new();
    let counted: Vec<Counted> =
        forth.iter().map(|l| Counted { from: day(&l.1), timing: timing(l) }).collect();
    for (line, (lo, hi)) in forth.iter().zip(dues(&counted, &england_calendar())) {
        let said = if lo == hi { to_iso(lo) } else { "the calendar runs out".to_owned() };
        answers.push(answered(line, said));
    }
    // Looked back from: an earlier day is inside if it is on or after the day found.
    let look = |l: &Line, off: i32| {
        let condition = format!("{} months before x is y", -l.4);
        let (x, y) = (Some(day(&l.1)), Some(day(&l.5) + off));
        Trial { x, y, it: Some((0, 0)), ..Trial::of(&condition) }
    };
    let trials: Vec<Trial> = back.iter().flat_map(|l| [look(l, 0), look(l, -1), look(l, 1)]).collect();
    for (line, said) in back.iter().zip(asked(&trials).chunks(3)) {
        let right = said == [Tri::Yes, Tri::No, Tri::No];
        answers.push(answered(line, if right { line.5.clone() } else { format!("{said:?}") }));
    }
    held("worked due days", &answers, 68, &[]);
}

fn timing(l: &Line) -> String {
    let (unit, counting) = match l.3.as_str() {
        "WD_EXCL" => ("working days", ""),
        "WD_INCL" => ("working days", " counting that day"),
        "WEEKS" => ("weeks", ""),
        "MONTHS" => ("months", ""),
        "DAYS" => ("days", ""),
        other => panic!("{other}"),
    };
    format!("within {} {unit} of the date{counting}", l.4)
}

fn answered(l: &Line, said: String) -> Answered {
    Answered {
        id: format!("{} from {} ({})", l.0, l.1, l.3),
        words: format!("{} {}", l.4, l.3),
        expected: l.5.clone(),
        said,
    }
}
