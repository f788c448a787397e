//! Values, amounts and names as words.

use super::words::{CODE, ENTRY, Words};
use crate::calendar::to_long;
use crate::lang::ast::{AmountExpr, Bound, BoundSide, CodeItem, Count, DateText, Literal, Name, Text, Value};

/// A literal as it is written.
pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Number(number) => number.to_string(),
        Literal::Percent(number) => format!("{number}%"),
        Literal::Amount(amount) => amount.to_string(),
        Literal::Date(day) => to_long(*day),
        Literal::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Literal::Text(text) => format!("\"{text}\""),
        Literal::Code(word) | Literal::Word(word) => word.clone(),
    }
}

impl Words {
    pub(super) fn name(&mut self, name: &Name) -> &mut Words {
        self.mark(name.span).say(&name.text)
    }

    pub(super) fn text(&mut self, text: &Text) -> &mut Words {
        self.mark(text.span).say(format!("\"{}\"", text.text))
    }

    pub(super) fn date(&mut self, date: &DateText) -> &mut Words {
        self.mark(date.span).say(to_long(date.day))
    }

    pub(super) fn value(&mut self, value: &Value) -> &mut Words {
        self.mark(value.span).say(literal(&value.literal))
    }

    pub(super) fn amount(&mut self, amount: &AmountExpr) -> &mut Words {
        self.mark(amount.span());
        match amount {
            AmountExpr::Fixed(amount, _) => self.say(amount.to_string()),
            AmountExpr::Named(name) => self.say(&name.text),
            AmountExpr::Counted(name, unit, _) => self.say(format!("{} {}", name.text, unit.plural())),
        }
    }

    pub(super) fn count(&mut self, count: &Count) -> &mut Words {
        match count {
            Count::Number(number, span) => self.mark(*span).say(number.to_string()),
            Count::Named(name) => self.name(name),
        }
    }

    pub(super) fn side(&mut self, side: BoundSide) -> &mut Words {
        self.say(if side == BoundSide::AtMost { "at most" } else { "at least" })
    }

    /// `, at most 6 weeks`, for each bound.
    pub(super) fn bounds(&mut self, bounds: &[Bound]) -> &mut Words {
        for bound in bounds {
            self.tight(",").mark(bound.span).may_break(ENTRY).side(bound.side).value(&bound.value);
        }
        self
    }

    /// Codes in brackets.
    pub(super) fn codes(&mut self, items: &[CodeItem]) -> &mut Words {
        self.open();
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.tight(",").may_break(CODE);
            }
            match item {
                CodeItem::One(value) => self.value(value),
                CodeItem::Range(first, last) => {
                    let both = format!("{} to {}", literal(&first.literal), literal(&last.literal));
                    self.mark(first.span).say(both)
                }
            };
        }
        self.tight(")")
    }

    /// Entries with commas between.
    pub(super) fn commas<T>(&mut self, list: &[T], mut each: impl FnMut(&mut Words, &T)) -> &mut Words {
        for (i, entry) in list.iter().enumerate() {
            if i > 0 {
                self.tight(",").may_break(ENTRY);
            }
            each(self, entry);
        }
        self
    }
}
