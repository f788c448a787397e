//! `plugin`: declarations, scripts and the tables beside them.

use super::{Ty, did_you_mean};
use crate::lang::ast;
use crate::lang::checked::{PluginSignature, PluginTable, ValueType};
use crate::plugin::{Host, PluginType, Program, ScriptFault};
use crate::record::Vocabulary;
use crate::text::{Diagnostic, Diagnostics, Sources, Span};
use std::collections::BTreeMap;

/// All plug-ins in order of name; scripts are read and compiled.
pub(crate) fn plugins(
    decls: &[&ast::Plugin],
    vocabulary: &Vocabulary,
    read: &dyn Fn(&str) -> Option<String>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<PluginSignature> {
    let mut by_name: BTreeMap<&str, &ast::Plugin> = BTreeMap::new();
    for decl in decls {
        match by_name.get(decl.name.text.as_str()) {
            Some(before) => out.push(super::vocabulary::twice("plug-in", &decl.name, before.name.span)),
            None if super::built_ins().iter().any(|b| b.name == decl.name.text) => out.push(
                Diagnostic::error(
                    "duplicate-name",
                    decl.name.span,
                    format!("`{}` is the name of a built-in function", decl.name.text),
                )
                .help("give the plug-in another name"),
            ),
            None => {
                by_name.insert(&decl.name.text, decl);
            }
        }
    }
    by_name.into_values().filter_map(|decl| plugin(decl, vocabulary, read, sources, out)).collect()
}

fn plugin(
    decl: &ast::Plugin,
    vocabulary: &Vocabulary,
    read: &dyn Fn(&str) -> Option<String>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<PluginSignature> {
    let takes: Vec<Option<ValueType>> = decl.takes.iter().map(|t| value_type(t, vocabulary, out)).collect();
    let gives = value_type(&decl.gives, vocabulary, out);
    let script = read(&decl.file.text);
    if script.is_none() {
        out.push(
            Diagnostic::error(
                "no-such-file",
                decl.file.span,
                format!("the script \"{}\" is not there", decl.file.text),
            )
            .help("put it in the folder `plugins` beside the rules"),
        );
    }
    let table_file = decl.file.text.strip_suffix(".rhai").map(|stem| format!("{stem}.toml"));
    let table = table_file.and_then(|file| Some(PluginTable { text: read(&file)?, file }));
    let takes: Vec<ValueType> = takes.into_iter().collect::<Option<_>>()?;
    let found = PluginSignature {
        name: decl.name.text.clone(),
        takes,
        gives: gives?,
        built_in: None,
        file: decl.file.text.clone(),
        script: script.clone().unwrap_or_default(),
        table,
        span: decl.span,
    };
    let types: Vec<PluginType> = found.takes.iter().map(|t| plugin_type(*t)).collect();
    let program = Program {
        name: &found.name,
        script: &found.script,
        table: found.table.as_ref().map(|t| t.text.as_str()),
        takes: &types,
        gives: plugin_type(found.gives),
    };
    if let (Some(_), Err(faults)) = (script, Host::new(&[program])) {
        for (_, fault) in faults {
            out.push(script_fault(decl, &found, &fault, sources));
        }
    }
    // A plug-in whose script is refused is still known by name, so that its calls are not refused too.
    Some(found)
}

fn script_fault(
    decl: &ast::Plugin,
    found: &PluginSignature,
    fault: &ScriptFault,
    sources: &mut Sources,
) -> Diagnostic {
    match fault {
        ScriptFault::Unreadable { line, column, words } => {
            let source = sources.add(&found.file, &found.script);
            let at = offset(&found.script, *line, *column);
            let span = Span { source, start: at, end: at + 1 };
            Diagnostic::error("bad-script", span, format!("the script of `{}` cannot be read", found.name))
                .label(words.clone())
                .related(decl.span, "the plug-in is declared here")
                .help("mend the script; the rules do not load until it can be read")
        }
        ScriptFault::NoFunction { function } => {
            Diagnostic::error("bad-script", decl.file.span, fault.to_string())
                .help(format!("a plug-in `{}` calls the function `{function}` of its script", found.name))
        }
        ScriptFault::Arguments { .. } if found.table.is_some() => {
            Diagnostic::error("bad-script", decl.file.span, fault.to_string())
                .help("the table beside the script is given to the function as one more, last value")
        }
        ScriptFault::Arguments { .. } => Diagnostic::error("bad-script", decl.file.span, fault.to_string())
            .help("declare as many types as the function takes values"),
        ScriptFault::Table { .. } => {
            let file = found.table.as_ref().map_or("", |t| t.file.as_str());
            Diagnostic::error("bad-script", decl.file.span, fault.to_string())
                .help(format!("mend \"{file}\", the table beside the script"))
        }
    }
}

fn offset(text: &str, line: u32, column: u32) -> u32 {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
    (before as u32 + column.saturating_sub(1)).min(text.len() as u32)
}

/// The type of an argument or an answer.
fn value_type(t: &ast::FieldType, vocabulary: &Vocabulary, out: &mut Diagnostics) -> Option<ValueType> {
    match &t.kind {
        ast::TypeKind::Date => Some(ValueType::HappeningDay),
        ast::TypeKind::PlannedDate => Some(ValueType::PlannedDay),
        ast::TypeKind::YesNo => Some(ValueType::YesNo),
        ast::TypeKind::Number => Some(ValueType::Number),
        ast::TypeKind::Text | ast::TypeKind::OneOf(_) | ast::TypeKind::OneOfList(_) => Some(ValueType::Text),
        ast::TypeKind::Kind(name) => match vocabulary.kind_named(&name.text) {
            Some(kind) => Some(Ty::Record(kind).value_type()),
            None => {
                let types = ["date", "planned date", "yes-no", "number", "text"];
                let help = did_you_mean(&name.text, types)
                    .unwrap_or_else(|| format!("a type is {}", super::either(&types)));
                out.push(
                    Diagnostic::error(
                        "unknown-type",
                        name.span,
                        format!("there is no type called `{}`", name.text),
                    )
                    .help(help),
                );
                None
            }
        },
    }
}

/// The type a script sees.
pub(crate) fn plugin_type(t: ValueType) -> PluginType {
    match t {
        ValueType::HappeningDay | ValueType::PlannedDay => PluginType::Day,
        ValueType::YesNo => PluginType::YesNo,
        ValueType::Number => PluginType::Number,
        ValueType::Text | ValueType::Link(_) => PluginType::Text,
    }
}
