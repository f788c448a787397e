//! Facts that a format requires and the authority lacks: made from an id, the same for ever, and none of them real.

/// The number of the local authority; no authority has it.
pub(super) const AUTHORITY: &str = "999";

/// A unique pupil number with its check letter, made of the digits of a child's id.
pub(super) fn pupil_number(id: &str) -> String {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let number = digits(id) % 1_000_000_000;
    let body = format!("{AUTHORITY}{number:09}");
    let sum: usize = body.bytes().zip(2..).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    let letter = LETTERS.get(sum % LETTERS.len()).copied().unwrap_or(b'A');
    format!("{}{body}", char::from(letter))
}

/// Where a placement is. No real postcode begins with ZZ.
pub(super) fn placement_postcode(id: &str) -> String {
    let n = digits(id);
    format!("ZZ{} {}PL", n % 19 + 1, n / 19 % 9 + 1)
}

/// A social worker's number in the register.
pub(super) fn registration(id: &str) -> String {
    format!("SW{}", digits(id))
}

/// The digits of an id as a number.
pub(super) fn digits(id: &str) -> u64 {
    id.bytes().filter(u8::is_ascii_digit).fold(0, |n, d| (n * 10 + u64::from(d - b'0')) % 1_000_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::pupil_number;

    #[test]
    fn a_pupil_number_carries_its_check_letter() {
        // 999000010004: 9*2 + 9*3 + 9*4 + 1*9 + 4*13 = 142; 142 mod 23 = 4, the fifth letter.
        assert_eq!(pupil_number("C10004"), "E999000010004");
        assert_eq!(pupil_number("no digits").len(), 13);
    }
}
