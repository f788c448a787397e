//! Ids and pupil numbers of children of several authorities in one return.

/// The number of an authority that the lists have; the pupil numbers of the invented authority have none.
const NUMBER: &str = "201";
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// The id of a child of the authority at a place.
pub fn id(theirs: &str, place: u32) -> String {
    if place == 0 { theirs.to_owned() } else { format!("{theirs}{place:03}") }
}

/// A pupil number with its check letter, made of the digits of an id.
pub fn pupil_number(id: &str) -> String {
    let digits = id.bytes().filter(u8::is_ascii_digit);
    let number = digits.fold(0u64, |n, d| (n * 10 + u64::from(d - b'0')) % 1_000_000_000);
    let body = format!("{NUMBER}{number:09}");
    let sum: usize = body.bytes().zip(2..).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    let letter = LETTERS.get(sum % LETTERS.len()).copied().unwrap_or(b'A');
    format!("{}{body}", char::from(letter))
}
