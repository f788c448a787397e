//! The `Child` elements of a census, one at a time: memory holds no more than one of them.

use super::element::Element;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufRead, Read};

/// Deeper than any census goes; what is deeper was made to do harm.
const DEEPEST: usize = 32;
/// More elements than any child has.
const MOST_ELEMENTS: usize = 100_000;

/// Why the file cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum XmlFault {
    #[error("line {0}: it is no well-formed XML from here on")]
    NotXml(u32),
    #[error("line {0}: elements are nested more than {DEEPEST} deep")]
    TooDeep(u32),
    #[error("line {0}: one child has more than {MOST_ELEMENTS} elements")]
    TooLong(u32),
    #[error("line {0}: it ends inside a child")]
    Unfinished(u32),
    #[error("line {0}: it is no census: there is no `Message` around it")]
    NoCensus(u32),
}

/// Reads the children of a census.
#[derive(Debug)]
pub(super) struct Children<R> {
    reader: Reader<Lines<R>>,
    buffer: Vec<u8>,
    depth: usize,
    in_message: bool,
}

/// A source that knows the line it has been read up to.
#[derive(Debug)]
struct Lines<R> {
    inner: R,
    line: u32,
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(into)?;
        self.line += into.iter().take(n).filter(|b| **b == b'\n').count() as u32;
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        if let Ok(bytes) = self.inner.fill_buf() {
            self.line += bytes.iter().take(n).filter(|b| **b == b'\n').count() as u32;
        }
        self.inner.consume(n);
    }
}

impl<R: BufRead> Children<R> {
    pub(super) fn new(source: R) -> Self {
        Children {
            reader: Reader::from_reader(Lines { inner: source, line: 1 }),
            buffer: Vec::new(),
            depth: 0,
            in_message: false,
        }
    }

    /// The next child, nothing at the end.
    pub(super) fn next_child(&mut self) -> Result<Option<Element>, XmlFault> {
        // The elements that are open inside the child being read.
        let mut open: Vec<Element> = Vec::new();
        let mut elements = 0;
        loop {
            self.buffer.clear();
            let line = self.reader.get_ref().line;
            let event = self.reader.read_event_into(&mut self.buffer).map_err(|_| XmlFault::NotXml(line))?;
            match event {
                Event::Start(tag) => {
                    let name = local(tag.name().as_ref());
                    self.depth += 1;
                    self.in_message |= name == "Message";
                    if self.depth > DEEPEST {
                        return Err(XmlFault::TooDeep(line));
                    }
                    if !open.is_empty() || name == "Child" {
                        elements += 1;
                        open.push(Element { name, line, ..Element::default() });
                    }
                }
                Event::Empty(tag) => {
                    let name = local(tag.name().as_ref());
                    if let Some(parent) = open.last_mut() {
                        elements += 1;
                        parent.parts.push(Element { name, line, ..Element::default() });
                    }
                }
                Event::Text(text) => {
                    if let Some(element) = open.last_mut() {
                        let words = text.as_ref().trim().to_owned();
                        // Text between parts is no value; a value has no parts.
                        if element.parts.is_empty() {
                            element.text.push_str(&words);
                        }
                    }
                }
                Event::GeneralRef(entity) => {
                    // Only the five names every XML knows and numbered letters; others are never looked up.
                    if let (Some(element), Some(c)) = (open.last_mut(), plain_entity(entity.as_ref())) {
                        element.text.push(c);
                    }
                }
                Event::CData(text) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(text.as_ref().trim());
                    }
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    if let Some(mut done) = open.pop() {
                        if !done.parts.is_empty() {
                            done.text.clear();
                        }
                        match open.last_mut() {
                            Some(parent) => parent.parts.push(done),
                            None => return Ok(Some(done)),
                        }
                    }
                }
                Event::Eof if !open.is_empty() => return Err(XmlFault::Unfinished(line)),
                Event::Eof if !self.in_message => return Err(XmlFault::NoCensus(line)),
                Event::Eof => return Ok(None),
                _ => {}
            }
            if elements > MOST_ELEMENTS {
                return Err(XmlFault::TooLong(line));
            }
        }
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
