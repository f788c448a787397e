//! What is written where: output to a file or the terminal, remarks and progress to standard error.

use super::fault::Fault;
use crate::text::Style;
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::Path;

/// The widest a table is drawn.
const WIDEST: u16 = 200;

/// A file, or the terminal.
pub(super) fn open(output: Option<&Path>) -> Result<Box<dyn Write + Send>, Fault> {
    match output {
        None => Ok(Box::new(BufWriter::new(stdout()))),
        Some(path) => {
            let file = File::create(path).map_err(|e| Fault::usage(format!("{}: {e}", path.display())))?;
            Ok(Box::new(BufWriter::new(file)))
        }
    }
}

/// Writes a text to the output and makes sure it arrived.
pub(super) fn write(output: Option<&Path>, text: &str) -> Result<(), Fault> {
    let mut out = open(output)?;
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// A remark for the person at the terminal; nothing is lost when nobody reads it.
pub(super) fn remark(text: &str) {
    let _ = writeln!(stderr(), "{text}");
}

/// How wide a table may be: the terminal, unless the output goes elsewhere.
pub(super) fn width(output: Option<&Path>) -> Option<u16> {
    if output.is_some() || !stdout().is_terminal() {
        return None;
    }
    comfy_table::Table::new().width().map(|w| w.min(WIDEST))
}

/// Whether to colour what goes to standard output.
pub(super) fn style() -> Style {
    let wanted = stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if wanted { Style::Colour } else { Style::Plain }
}

/// Whether to colour what goes to standard error.
pub(super) fn error_style() -> Style {
    let wanted = stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if wanted { Style::Colour } else { Style::Plain }
}
