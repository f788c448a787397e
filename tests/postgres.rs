//! Records straight from PostgreSQL: a private server, the invented authority in it, and the same bytes as from its files.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it leaves out"
)]

use assert_cmd::Command;
use duecare::demo::{Options, Profile, write_authority};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A server of our own, in a folder of its own, heard on a socket there only.
struct Server {
    programs: PathBuf,
    home: tempfile::TempDir,
    user: Option<&'static str>,
}

impl Server {
    /// Starts one; nothing when the programs are not there.
    fn start() -> Option<Server> {
        let programs = programs()?;
        let home = tempfile::tempdir().unwrap();
        let root =
            std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
        // The server refuses to run as root.
        let user = root.then_some("postgres");
        if let Some(user) = user {
            let owned = std::process::Command::new("chown").arg(user).arg(home.path()).status();
            assert!(owned.unwrap().success(), "there is no user `{user}`");
        }
        let server = Server { programs, home, user };
        let data = server.home.path().join("data");
        let data = data.to_str().unwrap();
        server.run("initdb", &["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"]);
        let options = format!("-c listen_addresses='' -c fsync=off -k {}", server.home.path().display());
        let log = server.home.path().join("log");
        server.run("pg_ctl", &["-D", data, "-w", "-o", &options, "-l", log.to_str().unwrap(), "start"]);
        Some(server)
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = match self.user {
            Some(user) => {
                let mut command = std::process::Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
            None => std::process::Command::new(program),
        };
        let quiet = command.args(arguments).current_dir(self.home.path()).stdout(std::process::Stdio::null());
        assert!(quiet.status().unwrap().success(), "{arguments:?}");
    }

    fn address(&self, options: &str) -> String {
        let folder = self.home.path().to_str().unwrap().replace('/', "%2F");
        format!("postgres://tester:secret-word@{folder}/postgres{options}")
    }

    fn client(&self) -> postgres::Client {
        postgres::Client::connect(&self.address(""), postgres::NoTls).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.home.path().join("data");
        self.run("pg_ctl", &["-D", data.to_str().unwrap(), "-m", "immediate", "stop"]);
    }
}

/// Where the server's programs are.
fn programs() -> Option<PathBuf> {
    let mut places: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        places.extend(versions.map(|v| v.unwrap().path().join("bin")));
    }
    places.into_iter().find(|p| p.join("initdb").exists() && p.join("pg_ctl").exists())
}

type Table = (Vec<String>, Vec<Vec<String>>);

fn table(file: &Path) -> Table {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let names = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
    (names, rows)
}

/// A type as a council's database has it, by what the column holds: days are times at midnight in most.
fn type_of(name: &str, place: usize, rows: &[Vec<String>]) -> &'static str {
    let values: BTreeSet<&str> = rows.iter().map(|r| r[place].as_str()).filter(|v| !v.is_empty()).collect();
    let day = |v: &&str| {
        v.len() == 10 && v.as_bytes()[4] == b'-' && v.bytes().all(|b| b == b'-' || b.is_ascii_digit())
    };
    if values.is_empty() {
        "text"
    } else if values.iter().all(day) {
        if place.is_multiple_of(3) { "date" } else { "timestamp" }
    } else if values.iter().all(|v| ["Y", "N"].contains(v)) {
        if name.ends_with("_seen") { "boolean" } else { "char(1)" }
    } else if values.iter().all(|v| v.contains('.') && v.parse::<f64>().is_ok()) {
        "double precision"
    } else {
        "text"
    }
}

/// Puts every file into a table of the schema; gives how many columns of each type there were.
fn fill(client: &mut postgres::Client, schema: &str, files: &Path) -> BTreeMap<&'static str, usize> {
    let mut types = BTreeMap::new();
    client.batch_execute(&format!("CREATE SCHEMA IF NOT EXISTS {schema}")).unwrap();
    for file in std::fs::read_dir(files).unwrap().map(|e| e.unwrap().path()) {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let (names, rows) = table(&file);
        let mut columns: Vec<String> = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let of = type_of(name, i, &rows);
            *types.entry(of).or_default() += 1;
            columns.push(format!("\"{name}\" {of}"));
        }
        let firsts: BTreeSet<&str> = rows.iter().map(|r| r[0].as_str()).collect();
        if firsts.len() == rows.len() && !firsts.contains("") {
            columns[0] += " PRIMARY KEY";
        }
        client.batch_execute(&format!("CREATE TABLE {schema}.{name} ({})", columns.join(", "))).unwrap();
        let copy = format!("COPY {schema}.{name} FROM STDIN (FORMAT csv, HEADER)");
        let mut into = client.copy_in(&copy).unwrap();
        into.write_all(&std::fs::read(&file).unwrap()).unwrap();
        into.finish().unwrap();
    }
    types
}

/// Puts the rows of every file into the order in which a database's are read.
fn sort(files: &Path) {
    for file in std::fs::read_dir(files).unwrap().map(|e| e.unwrap().path()) {
        let (names, mut rows) = table(&file);
        rows.sort();
        let mut writer = csv::Writer::from_path(&file).unwrap();
        writer.write_record(&names).unwrap();
        rows.iter().for_each(|r| writer.write_record(r).unwrap());
        writer.flush().unwrap();
    }
}

fn run(command: &str, records: &str, more: &[&str]) -> (bool, String, String) {
    let mut program = Command::cargo_bin("duecare").unwrap();
    let out = program.args([command, "--records", records]).args(more).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (out.status.success(), text(&out.stdout), text(&out.stderr))
}

/// A council's own table, and no word on how to know it.
const OWN: &str = r#"
name = "own"
[forms]
dates = ["iso"]
[[record]]
kind = "visit"
file = "seen"
owner = "who"
date = "day"
"#;

/// One server for all of it: starting one takes longer than any part.
#[test]
fn a_database_gives_the_same_bytes_as_its_files() {
    let Some(server) = Server::start() else {
        assert!(std::env::var_os("CI").is_none(), "CI has no PostgreSQL: install the package postgresql");
        println!("SKIPPED: there is no initdb and no pg_ctl (install the package postgresql)");
        return;
    };
    let files = tempfile::tempdir().unwrap();
    let options = Options { children: 60, seed: 7, last_day: None };
    write_authority(&Profile::named(Profile::names().next().unwrap()).unwrap(), files.path(), &options)
        .unwrap();
    let mut client = server.client();
    let types = fill(&mut client, "ssd_development", files.path());
    for wanted in ["text", "date", "timestamp", "char(1)", "boolean"] {
        assert!(types.contains_key(wanted), "no column was {wanted}: {types:?}");
    }
    sort(files.path());
    let folder = files.path().to_str().unwrap();
    let as_at = ["--as-at", "2026-03-31", "--verdict", "all", "--format", "json"];
    let (fine, from_files, said) = run("run", folder, &as_at);
    assert!(fine && from_files.len() > 100_000, "{said}");
    // Found without being told where: it is the only schema with such tables.
    let (fine, from_tables, said) = run("run", &server.address(""), &as_at);
    assert!(fine, "{said}");
    assert!(from_files == from_tables, "the findings differ");
    let counts = |records: &str| {
        let (_, text, _) = run("import", records, &["--report", "json"]);
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let file = |f: &serde_json::Value| {
            ["file", "read", "kept", "refused", "made", "failed"].map(|k| f[k].to_string()).join(" ")
        };
        json["files"].as_array().unwrap().iter().map(file).collect::<Vec<_>>()
    };
    assert_eq!(counts(folder), counts(&server.address("?schema=ssd_development")));
    what_goes_wrong_is_told_without_secrets(&server, &mut client);
}

fn what_goes_wrong_is_told_without_secrets(server: &Server, client: &mut postgres::Client) {
    let fails = |options: &str, expected: &str| {
        let (fine, out, said) = run("import", &server.address(options), &[]);
        assert!(!fine && said.contains(expected), "{options}: {out}{said}");
        assert!(!said.contains("secret-word") && !said.contains("tester"), "{said}");
    };
    fails("?schema=elsewhere", "there is no schema `elsewhere`");
    fails("?sslmode=require", "connections here are not encrypted");
    fails("?sslmode=verify-full", "its address cannot be read");
    fails("?colour=red", "its address cannot be read");
    let (fine, _, said) = run("import", "postgres://tester:secret-word@127.0.0.1:1/none", &[]);
    assert!(!fine && said.contains("the database `postgres://127.0.0.1:1/none`"), "{said}");
    assert!(!said.contains("secret-word"), "{said}");
    for (records, from) in [
        ("postgres://tester:secret-word?@127.0.0.1:1/none", "ssd"),
        ("postgres://tester:secret-word@x@127.0.0.1:1/none", "ssd"),
        ("postgres://tester:secret-word@127.0.0.1:1/none", "cin-census"),
        ("postgres://tester:secret-word@127.0.0.1:1/none", "dfe-statistics"),
    ] {
        let (fine, out, said) = run("import", records, &["--from", from]);
        assert!(!fine && said.contains("postgres://") && !said.contains("secret-word"), "{out}{said}");
    }
    // A table that breaks while it is read fails alone.
    client
        .batch_execute(
            "ALTER TABLE ssd_development.ssd_cin_visits RENAME TO other;
             ALTER TABLE ssd_development.other DROP COLUMN cinv_cin_visit_seen;
             CREATE VIEW ssd_development.ssd_cin_visits AS
                SELECT o.*, (1 / (length(cinv_cin_visit_id) - length(cinv_cin_visit_id)))::text AS cinv_cin_visit_seen
                FROM ssd_development.other o;
             CREATE SCHEMA copied; CREATE TABLE copied.ssd_person AS SELECT * FROM ssd_development.ssd_person",
        )
        .unwrap();
    let (fine, out, _) = run("import", &server.address("?schema=ssd_development"), &[]);
    assert!(fine && out.contains("ssd_cin_visits.csv  FAILED: reading stopped after row 0"), "{out}");
    assert!(out.contains("ssd_cp_visits.csv\n") && out.matches("FAILED").count() == 1, "{out}");
    fails("", "several schemas hold such tables: add ?schema= with one of copied, ssd_development");
    let (fine, out, said) = run("import", &server.address("?schema=copied"), &[]);
    assert!(fine && out.contains("ssd_person.csv\n"), "{out}{said}");
    // A mapping of one's own that has no `recognise` finds the schema by the tables it reads.
    let own = tempfile::NamedTempFile::with_suffix(".toml").unwrap();
    std::fs::write(own.path(), OWN).unwrap();
    client
        .batch_execute("CREATE SCHEMA own; CREATE TABLE own.seen (who text, day timestamptz); INSERT INTO own.seen VALUES ('B', '2024-07-01 00:00+01'), ('A', NULL)")
        .unwrap();
    let (fine, out, said) = run("import", &server.address(""), &["--from", own.path().to_str().unwrap()]);
    assert!(fine && out.contains("seen.csv") && out.contains("2 visit"), "{out}{said}");
    client
        .batch_execute("ALTER TABLE copied.ssd_person ALTER pers_dob TYPE text; CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA copied TO reader")
        .unwrap();
    let reader = server.address("").replace("tester:secret-word", "reader");
    let (fine, _, said) = run("import", &reader, &[]);
    assert!(!fine && said.contains("no schema in it that this user may read"), "{said}");
}
