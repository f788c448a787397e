//! The mapping that loads the tables back.

use super::{Part, Sheet};
use crate::record::Shape;
use std::fmt::Write;

/// The line by which a mapping written here is known.
const FIRST_LINE: &str = "# Tables written by duecare: a file for each kind of record, every value in the words of the vocabulary.";

/// Whether a mapping is one that was written here, so that its folder may be written anew.
pub fn is_own(mapping: &str) -> bool {
    mapping.lines().next() == Some(FIRST_LINE)
}

pub(super) fn text(sheets: &[Sheet<'_>]) -> String {
    let mut out = format!(
        "{FIRST_LINE}\n\
         # `duecare run --records FOLDER --from FOLDER/mapping.toml` loads them.\n\
         name = \"tables\"\n\
         \n\
         [forms]\n\
         dates = [\"iso\"]\n\
         yes = [\"yes\"]\n\
         no = [\"no\"]\n",
    );
    for sheet in sheets {
        // Writing into a text never fails.
        let _ = record(&mut out, sheet);
    }
    out
}

fn record(out: &mut String, sheet: &Sheet<'_>) -> std::fmt::Result {
    writeln!(out, "\n[[record]]\nkind = {}\nfile = {}", quoted(&sheet.declared.name), quoted(&sheet.file))?;
    if sheet.latest {
        writeln!(out, "latest = true")?;
    }
    if !sheet.partial.is_empty() {
        let names = sheet.partial.iter().filter_map(|f| sheet.declared.field_at(*f));
        let names: Vec<String> = names.map(|f| quoted(&f.name)).collect();
        writeln!(out, "partial = [{}]", names.join(", "))?;
    }
    for (column, part) in &sheet.columns {
        let key = match part {
            Part::Id => "id".to_owned(),
            Part::Owner => "owner".to_owned(),
            Part::Start if sheet.declared.shape == Shape::Event => "date".to_owned(),
            Part::Start => "start".to_owned(),
            Part::End => "end".to_owned(),
            Part::Recorded => "recorded".to_owned(),
            Part::Field(field) => {
                let name = sheet.declared.field_at(*field).map_or("", |f| f.name.as_str());
                format!("fields.{}", bare(name))
            }
        };
        writeln!(out, "{key} = {}", quoted(column))?;
    }
    Ok(())
}

/// A name as a key: between quotes only where it must be.
fn bare(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(plain) { name.to_owned() } else { quoted(name) }
}

/// A name between quotes, as TOML writes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
