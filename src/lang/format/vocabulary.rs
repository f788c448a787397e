//! The vocabulary, lists, named conditions and plug-ins.

use super::words::{ENTRY, PART, Words};
use super::writer::{WIDTH, Writer};
use crate::lang::ast::{Define, Field, FieldType, ListDecl, ListSource, Plugin, RecordDecl, TypeKind};

impl Words {
    /// A type.
    pub(super) fn field_type(&mut self, field_type: &FieldType) -> &mut Words {
        self.mark(field_type.span);
        match &field_type.kind {
            TypeKind::Date => self.say("date"),
            TypeKind::PlannedDate => self.say("planned date"),
            TypeKind::YesNo => self.say("yes-no"),
            TypeKind::Number => self.say("number"),
            TypeKind::Text => self.say("text"),
            TypeKind::OneOf(items) => self.say("one of").codes(items),
            TypeKind::OneOfList(name) => self.say("one of").name(name),
            TypeKind::Kind(name) => self.name(name),
        }
    }

    fn field(&mut self, field: &Field) -> &mut Words {
        self.name(&field.name);
        if let Some(field_type) = &field.field_type {
            self.say("as").field_type(field_type);
        }
        match &field.from {
            Some(from) => self.say("from").text(from),
            None => self,
        }
    }
}

impl Writer<'_> {
    pub(super) fn record(&mut self, record: &RecordDecl) {
        let mut words = Words::at(record.span);
        words.say(record.shape.word()).name(&record.name);
        if let Some(plural) = &record.plural {
            words.open().name(plural).tight(")");
        }
        for (word, name) in [("of", &record.of), ("like", &record.like)] {
            if let Some(name) = name {
                words.say(word).name(name);
            }
        }
        if let Some(from) = &record.from {
            words.say("from").text(from);
        }
        if let Some(key) = &record.keyed_by {
            words.say("keyed by").name(key);
        }
        if record.fields.is_empty() {
            return self.clause(0, 2, &words);
        }
        words.say("has");
        let mut fields = Words::at(record.span);
        for (i, field) in record.fields.iter().enumerate() {
            if i > 0 {
                fields.tight(",");
            }
            fields.may_break(PART).field(field);
        }
        // One line if all fits; else each line holds whole fields.
        if words.length() + 1 + fields.length() > WIDTH || self.note_inside(record.span) {
            self.clause(0, 2, &words);
            self.clause(2, 2, &fields);
        } else {
            words.append(fields);
            self.clause(0, 2, &words);
        }
    }

    pub(super) fn list(&mut self, list: &ListDecl) {
        let mut words = Words::at(list.span);
        words.say("list").name(&list.name);
        match &list.source {
            ListSource::Items(items) => words.say("is").codes(items),
            ListSource::File(file) => words.say("from").text(file),
        };
        self.clause(0, 2, &words);
    }

    pub(super) fn define(&mut self, define: &Define) {
        let mut words = Words::at(define.span);
        words.say("define").name(&define.name).say("of").name(&define.of).say("is");
        let mut body = Words::at(define.body.span);
        body.may_break(PART).cond(&define.body, PART + 1, false);
        words.append(body);
        self.clause(0, 2, &words);
    }

    pub(super) fn plugin(&mut self, plugin: &Plugin) {
        let mut words = Words::at(plugin.span);
        words.say("plugin").name(&plugin.name);
        if plugin.takes.is_empty() {
            words.say("()");
        } else {
            words.open().commas(&plugin.takes, |w, field_type| {
                w.field_type(field_type);
            });
            words.tight(")");
        }
        words.say("as").field_type(&plugin.gives).may_break(ENTRY).say("from").text(&plugin.file);
        self.clause(0, 2, &words);
    }
}
