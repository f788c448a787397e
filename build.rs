//! Lists the files of `rules/` so that the binary carries them and runs anywhere.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("rules");
    println!("cargo::rerun-if-changed=rules");
    let mut files = Vec::new();
    if root.is_dir() {
        walk(&root, &mut files)?;
    }
    for path in files.clone() {
        lists_of(&path, &mut files)?;
    }
    files.sort();
    files.dedup();
    let mut list = String::from("[\n");
    for path in &files {
        let name = path.strip_prefix(&root).map_err(io::Error::other)?;
        let name: Vec<_> = name.iter().map(|p| p.to_string_lossy()).collect();
        // Where the sources stand is asked when they are compiled: a checkout may be moved.
        let place = format!("/rules/{}", name.join("/"));
        let read = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {place:?}))");
        let _ = writeln!(list, "    ({:?}, {read}),", name.join("/"));
    }
    list.push(']');
    fs::write(PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("rules.rs"), list)
}

/// The rule files, what plug-ins read and the layouts of reports, below a folder.
fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let below = |folder: &str| path.parent().is_some_and(|p| p.ends_with(folder));
        match path.extension().and_then(|e| e.to_str()) {
            _ if path.is_dir() => walk(&path, out)?,
            Some("care") => out.push(path),
            Some("rhai" | "toml") if below("plugins") => out.push(path),
            Some("toml") if below("reports") || below("comparators") => out.push(path),
            Some("toml")
                if ["catalogue.toml", "requirements.toml", "lint.toml"].iter().any(|n| path.ends_with(n)) =>
            {
                out.push(path)
            }
            _ => {}
        }
    }
    Ok(())
}

/// The lists in CSV files that a rule file names, beside it.
fn lists_of(path: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.extension().is_some_and(|e| e == "care") {
        let text = fs::read_to_string(path)?;
        let named = text
            .lines()
            .flat_map(|l| l.split('"').skip(1).step_by(2))
            .filter(|q| q.ends_with(".csv") && !q.contains(".."));
        out.extend(named.map(|name| path.with_file_name(name)).filter(|list| list.is_file()));
    }
    Ok(())
}
