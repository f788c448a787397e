//! A failing input made small by taking out halves, quarters and so on while it still fails.

/// The most tries: a slow fault is told as it stands.
const TRIES: usize = 400;

/// The smallest that is found.
pub(crate) fn smallest(mut bytes: Vec<u8>, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut tries = 0;
    let mut piece = bytes.len() / 2;
    while piece > 0 && tries < TRIES {
        let mut at = 0;
        while at < bytes.len() && tries < TRIES {
            let end = (at + piece).min(bytes.len());
            let less = [&bytes[..at], &bytes[end..]].concat();
            tries += 1;
            match fails(&less) {
                true => bytes = less,
                false => at = end,
            }
        }
        piece /= 2;
    }
    bytes
}

#[test]
fn what_makes_it_fail_is_left() {
    let long = [vec![b'a'; 1000], b"xy".to_vec(), vec![b'b'; 1000]].concat();
    let has = |bytes: &[u8]| bytes.windows(2).any(|w| w == b"xy");
    assert_eq!(smallest(long, has), b"xy");
}
