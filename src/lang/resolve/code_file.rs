//! A list of codes in a CSV file beside the rules: the first column below a heading.

use crate::lang::checked::Literal;
use crate::text::{Diagnostic, Diagnostics, SourceId, Sources, Span};
use std::collections::BTreeSet;

/// The name of the file with the folder of the rule file that names it. Nothing where the name leads out of the
/// folder.
pub fn beside(rule_file: &str, named: &str) -> Option<String> {
    let leads_out =
        named.starts_with('/') || named.contains('\\') || named.split('/').any(|part| part == "..");
    let folder = rule_file.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder);
    match (leads_out, folder) {
        (true, _) => None,
        (false, "") => Some(named.to_owned()),
        (false, folder) => Some(format!("{folder}/{named}")),
    }
}

/// The codes of a file; nothing, with the reasons told, where it has no codes or a row of it cannot be read.
pub(crate) fn codes(
    name: &str,
    text: &str,
    named: Span,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Vec<Literal>> {
    let mut file = CodeFile { source: None, name, text, named, sources, faults: Diagnostics::default() };
    let codes = file.read();
    let fine = !file.faults.has_errors();
    out.list.append(&mut file.faults.list);
    fine.then_some(codes)
}

struct CodeFile<'a> {
    /// The file among the texts that faults point into; added with the first fault.
    source: Option<SourceId>,
    name: &'a str,
    text: &'a str,
    /// Where the list names it.
    named: Span,
    sources: &'a mut Sources,
    faults: Diagnostics,
}

impl CodeFile<'_> {
    fn read(&mut self) -> Vec<Literal> {
        let text = self.text;
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let heading = reader.headers().ok().and_then(|h| h.get(0)).unwrap_or("").to_owned();
        if let Some(mark) = [';', '\t', '|'].into_iter().find(|m| heading.contains(*m)) {
            let words = match mark {
                '\t' => "the columns of this file are parted by tabs".to_owned(),
                mark => format!("the columns of this file are parted by `{mark}`"),
            };
            self.fault(0, words, "save it as CSV with commas");
            return Vec::new();
        }
        let mut codes: Vec<Literal> = Vec::new();
        let mut seen = BTreeSet::new();
        for row in reader.records() {
            let Ok(row) = row else { continue };
            let at = row.position().map_or(0, |p| p.byte() as usize);
            let code = row.get(0).unwrap_or("");
            if code.is_empty() {
                if row.iter().any(|cell| !cell.is_empty()) {
                    let help = "the code stands in the first column: write it there, or take the row out";
                    self.fault(at, "this row has no code".to_owned(), help);
                }
                continue;
            }
            if code.contains(char::REPLACEMENT_CHARACTER) {
                let words = "this code has letters that are not UTF-8".to_owned();
                self.fault(at, words, "save the file as CSV UTF-8");
                continue;
            }
            if row.iter().any(|cell| cell.contains('\n')) {
                let help = "close it with `\"` in the same row";
                self.fault(at, "a quote that opens in this row is not closed in it".to_owned(), help);
                continue;
            }
            match seen.insert(code.to_owned()) {
                true => codes.push(Literal::Text(code.to_owned())),
                false => self.repeated(at, code),
            }
        }
        if codes.is_empty() && self.faults.list.is_empty() {
            let words = "there is no code below the heading of this file".to_owned();
            self.fault(0, words, "the first row is a heading; each row below it begins with a code");
        }
        codes
    }

    fn repeated(&mut self, at: usize, code: &str) {
        let words = format!("`{code}` is in this list twice");
        let found = Diagnostic::warning("repeated-code", self.line(at), words);
        self.faults.push(found.help("take one of them out"));
    }

    fn fault(&mut self, at: usize, words: String, help: &str) {
        let found = Diagnostic::error("bad-list-file", self.line(at), words).help(help);
        self.faults.push(found.related(self.named, "the list is declared here"));
    }

    /// The line on which a row begins.
    fn line(&mut self, at: usize) -> Span {
        let source = match self.source {
            Some(source) => source,
            None => *self.source.insert(self.sources.add(self.name, self.text)),
        };
        // Blank lines before a row belong to it.
        let rest = self.text.get(at..).unwrap_or("");
        let row = rest.trim_start_matches(['\r', '\n', '\u{feff}']);
        let start = at + rest.len() - row.len();
        let end = start + row.lines().next().map_or(0, str::len);
        Span { source, start: start as u32, end: end as u32 }
    }
}
