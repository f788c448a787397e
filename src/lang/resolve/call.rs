//! Calls of plug-ins and built-in functions.

use super::{Resolver, Ty, View, did_you_mean};
use crate::lang::ast;
use crate::lang::checked::{Value, ValueType};
use crate::text::{Diagnostic, Span};

impl Resolver<'_, '_> {
    pub(super) fn call(&mut self, call: &ast::Call, span: Span, view: &View) -> Option<(Value, Ty)> {
        let Some((plugin, signature)) = self.env.plugin(&call.name.text) else {
            let names: Vec<&str> = self.env.plugins.iter().map(|p| p.name.as_str()).collect();
            let help = did_you_mean(&call.name.text, names.iter().copied()).unwrap_or_else(|| {
                format!("declare it with `plugin {} (...) as ... from \"...\"`", call.name.text)
            });
            return self.refuse(
                "unknown-plugin",
                call.name.span,
                format!("there is no plug-in or function called `{}`", call.name.text),
                help,
            );
        };
        let takes = signature.takes.clone();
        let gives = signature.gives;
        if takes.len() != call.arguments.len() {
            let wanted: Vec<String> = takes.iter().map(|t| self.type_words(*t)).collect();
            let said = match wanted.as_slice() {
                [] => "nothing".to_owned(),
                list => list.join(", "),
            };
            return self.fail(
                Diagnostic::error(
                    "wrong-arguments",
                    span,
                    format!(
                        "`{}` is given {} and takes {}",
                        call.name.text,
                        values(call.arguments.len()),
                        values(takes.len())
                    ),
                )
                .help(format!("it takes {said}")),
            );
        }
        let arguments: Vec<Option<Value>> = call
            .arguments
            .iter()
            .zip(&takes)
            .map(|(e, t)| self.value_as(e, &Ty::of_value(*t), view))
            .collect();
        let arguments: Vec<Value> = arguments.into_iter().collect::<Option<_>>()?;
        Some((Value::Plugin { plugin, arguments }, Ty::of_value(gives)))
    }

    /// A type of a plug-in in words.
    pub(crate) fn type_words(&self, t: ValueType) -> String {
        Ty::of_value(t).words(self.env.vocabulary)
    }
}

fn values(n: usize) -> String {
    match n {
        0 => "no value".to_owned(),
        1 => "one value".to_owned(),
        n => format!("{n} values"),
    }
}
