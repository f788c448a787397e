//! The items of a return (children, workers), one at a time: memory holds no more than one of them.

use super::element::Element;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{BufRead, Error, Read};

/// Deeper than any return goes; what is deeper was made to do harm.
const DEEPEST: usize = 32;
/// More elements than any child has.
const MOST_ELEMENTS: usize = 100_000;
/// More letters than all of a child's texts have, and than one text has.
const LONGEST: usize = 1 << 20;
/// As many names outside the items are told.
const MOST_NAMES: usize = 50;

/// Why the file cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in crate::import) enum XmlFault {
    #[error("line {0}: it is no well-formed XML from here on: export it again")]
    NotXml(u32),
    #[error("line {0}: reading stopped: {1}; export it again")]
    Read(u32, String),
    #[error("line {0}: elements are nested more than {DEEPEST} deep, as in no return: export it again")]
    TooDeep(u32),
    #[error("line {0}: one `{1}` has more than {MOST_ELEMENTS} elements, as in no return: export it again")]
    TooLong(u32, &'static str),
    #[error("line {0}: a text here is longer than 1 MB, as in no return: export it again")]
    LongText(u32),
    #[error("line {0}: it declares entities of its own, which no return needs: remove the DOCTYPE")]
    Entities(u32),
    #[error("line {0}: it ends inside a `{1}`: export it again")]
    Unfinished(u32, &'static str),
    #[error("line {0}: it is no {1}: there is no `{2}` in it; name its format, or export it again")]
    NotIt(u32, &'static str, &'static str),
}

/// What a return looks like from outside.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Frame {
    /// What it is called.
    pub(in crate::import) called: &'static str,
    /// The element of one item.
    pub(in crate::import) item: &'static str,
    /// An element outside the items that is given like one.
    pub(in crate::import) also: Option<&'static str>,
    /// The elements that must be there, the outermost first.
    pub(in crate::import) must: &'static [&'static str],
}

impl Frame {
    fn begins(&self, name: &str) -> bool {
        name == self.item || self.also == Some(name)
    }
}

/// Reads the items of a return.
#[derive(Debug)]
pub(in crate::import) struct Items<R> {
    reader: Reader<Lines<R>>,
    buffer: Vec<u8>,
    frame: Frame,
    depth: usize,
    /// Elements outside the items, with their number and first line.
    pub(super) outside: BTreeMap<String, (u64, u32)>,
}

/// A source that knows the line it has been read up to, and lets no piece grow without limit.
#[derive(Debug)]
struct Lines<R> {
    inner: R,
    line: u32,
    /// Bytes since the last piece.
    since: usize,
}

impl<R> Lines<R> {
    fn count(&mut self, bytes: usize, lines: usize) {
        self.since += bytes;
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
    }
}

fn lines_in(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(into)?;
        self.count(n, lines_in(into.get(..n).unwrap_or_default()));
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.since > LONGEST {
            return Err(Error::other("too long"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        let lines = self.inner.fill_buf().map_or(0, |bytes| lines_in(bytes.get(..n).unwrap_or_default()));
        self.count(n, lines);
        self.inner.consume(n);
    }
}

/// The item being read.
#[derive(Default)]
struct Open {
    /// The elements that are open in it, itself the first.
    elements: Vec<Element>,
    /// Elements it has so far.
    number: usize,
    /// Letters its texts have so far.
    letters: usize,
}

impl Open {
    fn begin(&mut self, name: String, line: u32) {
        self.number += 1;
        self.elements.push(Element { name, line, ..Element::default() });
    }

    fn text(&mut self, text: &str) {
        let Some(element) = self.elements.last_mut() else { return };
        // Text between parts is no value; a value has no parts.
        if element.parts.is_empty() {
            self.letters += text.len();
            element.text.push_str(text);
        } else if !text.trim().is_empty() {
            element.between += 1;
        }
    }

    /// Closes an element; gives the item when it was the outermost.
    fn end(&mut self) -> Option<Element> {
        let mut done = self.elements.pop()?;
        let text = done.text.trim();
        if !done.parts.is_empty() {
            done.between += u32::from(!text.is_empty());
            done.text = String::new();
        } else if text.len() < done.text.len() {
            done.text = text.to_owned();
        }
        match self.elements.last_mut() {
            Some(around) => {
                around.parts.push(done);
                None
            }
            None => Some(done),
        }
    }
}

impl<R: BufRead> Items<R> {
    pub(in crate::import) fn new(source: R, frame: Frame) -> Self {
        Items {
            reader: Reader::from_reader(Lines { inner: source, line: 1, since: 0 }),
            buffer: Vec::new(),
            frame,
            depth: 0,
            outside: BTreeMap::new(),
        }
    }

    /// The next item, nothing at the end.
    pub(in crate::import) fn next_item(&mut self) -> Result<Option<Element>, XmlFault> {
        let mut open = Open::default();
        loop {
            self.buffer.clear();
            let source = self.reader.get_mut();
            source.since = 0;
            let line = source.line;
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(_) if self.reader.get_ref().since > LONGEST => return Err(XmlFault::LongText(line)),
                Err(quick_xml::Error::Io(e)) => {
                    return Err(XmlFault::Read(line, crate::import::error::plain_reason(&e)));
                }
                Err(_) => return Err(XmlFault::NotXml(line)),
            };
            match event {
                Event::Start(tag) => {
                    let name = local(tag.name().as_ref());
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(XmlFault::TooDeep(line));
                    }
                    if !open.elements.is_empty() || self.frame.begins(&name) {
                        open.begin(name, line);
                    } else {
                        note(&mut self.outside, name, line);
                    }
                }
                Event::Empty(tag) => {
                    let name = local(tag.name().as_ref());
                    if open.elements.is_empty() && !self.frame.begins(&name) {
                        note(&mut self.outside, name, line);
                    } else {
                        open.begin(name, line);
                        if let Some(item) = open.end() {
                            return Ok(Some(item));
                        }
                    }
                }
                Event::Text(text) => open.text(text.as_ref()),
                Event::CData(text) => open.text(text.as_ref()),
                Event::GeneralRef(entity) => {
                    // Only the five names every XML knows and numbered letters; others are never looked up, and what
                    // they stand for is unreadable.
                    let letter = plain_entity(entity.as_ref()).unwrap_or(char::REPLACEMENT_CHARACTER);
                    open.text(letter.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(text) if text.contains("<!ENTITY") => return Err(XmlFault::Entities(line)),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    if let Some(item) = open.end() {
                        return Ok(Some(item));
                    }
                }
                Event::Eof if !open.elements.is_empty() => {
                    return Err(XmlFault::Unfinished(line, self.frame.item));
                }
                Event::Eof => return self.at_end(line),
                _ => {}
            }
            if open.number > MOST_ELEMENTS {
                return Err(XmlFault::TooLong(line, self.frame.item));
            }
            if open.letters > LONGEST {
                return Err(XmlFault::LongText(line));
            }
        }
    }

    fn at_end(&self, line: u32) -> Result<Option<Element>, XmlFault> {
        match self.frame.must.iter().find(|name| !self.outside.contains_key(**name)) {
            Some(name) => Err(XmlFault::NotIt(line, self.frame.called, name)),
            None => Ok(None),
        }
    }
}

fn note(outside: &mut BTreeMap<String, (u64, u32)>, name: String, line: u32) {
    if outside.len() < MOST_NAMES || outside.contains_key(&name) {
        outside.entry(name).or_insert((0, line)).0 += 1;
    }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn plain_entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let found = match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return found.ok().and_then(char::from_u32);
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
