//! Lists of codes: written out or in a file beside the rules.

use super::code_file::{beside, codes};
use super::codes::range;
use super::literal::written;
use crate::lang::ast;
use crate::lang::checked::Literal;
use crate::text::{Diagnostic, Diagnostics, Sources};
use std::collections::BTreeMap;

/// All lists by name.
pub(crate) fn lists(
    decls: &[&ast::ListDecl],
    read: &dyn Fn(&str) -> Option<String>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> BTreeMap<String, Vec<Literal>> {
    let mut lists: BTreeMap<String, Vec<Literal>> = BTreeMap::new();
    let mut first: BTreeMap<&str, crate::text::Span> = BTreeMap::new();
    for decl in decls {
        if let Some(before) = first.get(decl.name.text.as_str()) {
            out.push(super::vocabulary::twice("list", &decl.name, *before));
            continue;
        }
        first.insert(&decl.name.text, decl.name.span);
        let codes = match &decl.source {
            ast::ListSource::Items(items) => written_out(items, out),
            ast::ListSource::File(file) => in_file(file, read, sources, out),
        };
        // A list that was refused is still known by name, so that it is reported once.
        lists.insert(decl.name.text.clone(), codes.unwrap_or_default());
    }
    lists
}

/// The codes written out.
pub(crate) fn written_out(items: &[ast::CodeItem], out: &mut Diagnostics) -> Option<Vec<Literal>> {
    let mut codes: Vec<Literal> = Vec::new();
    let mut fine = true;
    for item in items {
        let (more, span) = match item {
            ast::CodeItem::One(value) => (vec![written(&value.literal)], value.span),
            ast::CodeItem::Range(a, b) => match range(a, b) {
                Ok(list) => (list, a.span.to(b.span)),
                Err(d) => {
                    out.push(*d);
                    fine = false;
                    continue;
                }
            },
        };
        for code in more {
            let code = Literal::Text(code);
            if codes.contains(&code) {
                let Literal::Text(word) = &code else { continue };
                out.push(
                    Diagnostic::warning("repeated-code", span, format!("`{word}` is in this list twice"))
                        .help("take one of them out"),
                );
                continue;
            }
            codes.push(code);
        }
    }
    fine.then_some(codes)
}

/// The codes of a file beside the rule file that names it.
fn in_file(
    file: &ast::Text,
    read: &dyn Fn(&str) -> Option<String>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Vec<Literal>> {
    let rule_file = sources.get(file.span.source).map(|s| s.name.to_string()).unwrap_or_default();
    let Some(path) = beside(&rule_file, &file.text) else {
        out.push(
            Diagnostic::error("no-such-file", file.span, "a list stands in a file beside the rules")
                .help("put the file into the folder of this rule file, and write its name alone"),
        );
        return None;
    };
    // The rules may be read from a place that knows no folders.
    let found = read(&path)
        .map(|text| (path.as_str(), text))
        .or_else(|| Some((file.text.as_str(), read(&file.text)?)));
    let Some((name, text)) = found else {
        out.push(
            Diagnostic::error("no-such-file", file.span, format!("the file \"{}\" is not there", file.text))
                .help(format!(
                    "put it beside this rule file, as {path}: the first column holds the codes, the first row is a heading"
                )),
        );
        return None;
    };
    codes(name, &text, file.span, sources, out)
}
