//! The secret behind opaque keys, kept in a file so that a child has the same key after every start.

use super::fault::Fault;
use super::screen::remark;
use crate::import::plain_reason;
use crate::service::Secret;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// Fewer characters can be guessed.
const LEAST: usize = 32;

/// The secret of a file, which is made where it is not there; a new one for this run where no file is named.
pub(super) fn secret(path: Option<&Path>) -> Result<Secret, Fault> {
    let Some(path) = path else { return Ok(Secret::random()?) };
    match File::open(path) {
        Ok(file) => read(path, file),
        Err(e) if e.kind() == ErrorKind::NotFound => made(path),
        Err(e) => Err(Fault::usage(format!("{}: {e}", path.display()))),
    }
}

fn read(path: &Path, mut file: File) -> Result<Secret, Fault> {
    let name = path.display();
    let faulty = |e: std::io::Error| Fault::usage(format!("`{name}`: {}", plain_reason(&e)));
    if open_to_others(&file.metadata().map_err(faulty)?) {
        return Err(Fault::with_help(
            format!(
                "{name} can be read by other users: whoever has it can tell which child a key belongs to"
            ),
            format!("chmod 600 {name}"),
        ));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(faulty)?;
    let bytes = bytes.trim_ascii();
    if bytes.len() < LEAST {
        return Err(Fault::with_help(
            format!("{name} holds fewer than {LEAST} characters"),
            "name a file that is not there, and one is made",
        ));
    }
    Ok(Secret::of(bytes))
}

fn made(path: &Path) -> Result<Secret, Fault> {
    let faulty = |e: std::io::Error| Fault::usage(format!("`{}`: {}", path.display(), plain_reason(&e)));
    let text = Secret::words()?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    only_own(&mut options);
    let mut file = options.open(path).map_err(faulty)?;
    file.write_all(format!("{text}\n").as_bytes()).and_then(|()| file.sync_all()).map_err(faulty)?;
    remark(&format!(
        "made {}: keep it secret, and keep it: with it children keep their keys",
        path.display()
    ));
    Ok(Secret::of(text.as_bytes()))
}

#[cfg(unix)]
fn open_to_others(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o077 != 0
}

#[cfg(unix)]
fn only_own(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

/// Other systems keep a user's files apart by the folder they stand in.
#[cfg(not(unix))]
fn open_to_others(_: &std::fs::Metadata) -> bool {
    false
}

#[cfg(not(unix))]
fn only_own(_: &mut OpenOptions) {}
