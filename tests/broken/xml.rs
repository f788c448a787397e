//! What befalls an XML file.

use crate::Damage;
use crate::base::MARK;
use crate::rng::Rng;
use crate::table::{bits, insert, noise, utf16};

pub(crate) const DAMAGES: &[Damage] = &[
    ("truncated", |t, r| t[..r.below(t.len() as u64) as usize].to_vec()),
    ("empty", |_, _| Vec::new()),
    ("Windows-1252 that is not declared", |t, r| insert(t, b"\xe9", 10, r)),
    ("UTF-16", |t, _| utf16(t, u16::to_le_bytes, true)),
    ("UTF-16 without a mark", |t, _| utf16(t, u16::to_be_bytes, false)),
    ("lone bytes", |t, r| insert(t, b"\xff\xc3\xed\xa0", 3, r)),
    ("byte order mark", |t, _| [b"\xef\xbb\xbf", t].concat()),
    ("CRLF", |t, _| swap(t, "\n", "\r\n")),
    ("deep elements", |t, r| within(t, r, &"<a>".repeat(200_000))),
    ("deep elements that end", |t, r| within(t, r, &["<a>".repeat(50_000), "</a>".repeat(50_000)].concat())),
    ("an entity bomb", |t, _| {
        let mut bomb = format!("<!DOCTYPE m [<!ENTITY a0 \"{MARK}\">");
        (1..30).for_each(|n| bomb += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)));
        declared(t, &(bomb + "]>"))
    }),
    ("a file of ours as an entity", |t, _| {
        declared(t, "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>")
    }),
    ("a DOCTYPE that never ends", |t, _| declared(t, &"<!DOCTYPE m [".repeat(1000))),
    ("entities that are not declared", |t, r| within(t, r, "&secret;&#0;&#xFFFFFFFF;")),
    ("a text of 10 MB", |t, r| within(t, r, &"x".repeat(10 << 20))),
    ("a comment of 10 MB", |t, r| within(t, r, &format!("<!-- {} -->", "x".repeat(10 << 20)))),
    ("100,000 attributes", |t, r| {
        within(t, r, &format!("<a {}/>", (0..100_000).map(|n| format!("b{n}='' ")).collect::<String>()))
    }),
    ("200,000 elements in one", |t, r| within(t, r, &"<Assessments/>".repeat(200_000))),
    ("elements not closed", |t, _| swap(t, "</CINdetails>", "")),
    ("elements closed twice", |t, _| swap(t, "</Child>", "</Child></Child>")),
    ("elements in each other", |t, _| swap(t, "<ChildIdentifiers>", "<CINdetails>")),
    ("elements by other names", |t, _| swap(t, "Date>", "Day>")),
    ("elements of a child twice", |t, _| {
        swap(t, "</ChildIdentifiers>", "</ChildIdentifiers><ChildIdentifiers/>")
    }),
    ("no ids", |t, _| swap(t, "LAchildID", "OtherID")),
    ("another root", |t, _| swap(t, "Message", "Letter")),
    ("impossible days", |t, _| swap(t, "-0", "-9")),
    ("days that are words", |t, _| swap(t, "<CINreferralDate>20", &format!("<CINreferralDate>{MARK}"))),
    ("NUL bytes", |t, r| insert(t, b"\0", 5, r)),
    ("text between elements", |t, r| (0..20).fold(t.to_vec(), |t, _| within(&t, r, MARK))),
    ("CDATA that never ends", |t, r| within(t, r, "<![CDATA[")),
    ("a table by this name", |_, _| format!("child_id,name\n1,{MARK}\n").into()),
    ("a workbook by this name", |_, _| crate::book::small()),
    ("a picture by this name", |_, r| [b"\x89PNG\r\n\x1a\n".to_vec(), noise(r, 5000)].concat()),
    ("bits turned", |t, r| bits(t, r)),
];

fn swap(text: &[u8], what: &str, with: &str) -> Vec<u8> {
    String::from_utf8_lossy(text).replace(what, with).into_bytes()
}

/// Puts something behind the declaration.
fn declared(text: &[u8], what: &str) -> Vec<u8> {
    let end = text.windows(2).position(|w| w == b"?>").map_or(0, |at| at + 2);
    [&text[..end], what.as_bytes(), &text[end..]].concat()
}

/// Puts something behind the end of some tag.
fn within(text: &[u8], r: &mut Rng, what: &str) -> Vec<u8> {
    let ends: Vec<usize> = (0..text.len()).filter(|i| text[*i] == b'>').collect();
    let at = ends.get(r.below(ends.len() as u64) as usize).map_or(0, |i| i + 1);
    [&text[..at], what.as_bytes(), &text[at..]].concat()
}
