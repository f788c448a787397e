//! The service as a process: it loads again when it is told to, keeps what is live when that fails, and gives children
//! the same keys after every start where it has a key file.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_duecare"))
}

/// A folder with invented records, and rules of its own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = program()
        .args(["demo", "--no-serve", "--children", "50", "--out"])
        .arg(folder.path().join("records"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    std::fs::create_dir(folder.path().join("rules")).unwrap();
    std::fs::copy(rules.join("vocabulary.care"), folder.path().join("rules/vocabulary.care")).unwrap();
    rule(folder.path(), "first-visit", "5 working days");
    folder
}

fn rule(folder: &Path, id: &str, amount: &str) {
    let text = format!(
        "standard {id} \"A child in need is visited at once\"\n  source \"us\"\n  for each child-in-need-plan\n  must have a visit within {amount} of the start\n  example \"not yet\"\n    given child-in-need-plan from 5 January 2026\n    as at 5 January 2026 expect due\n"
    );
    std::fs::write(folder.join("rules/ours.care"), text).unwrap();
}

/// A service that runs, and what it has said so far.
struct Running {
    process: Child,
    address: String,
    said: Arc<Mutex<String>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Running {
    fn start(folder: &Path) -> Running {
        let mut process = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--from", "ssd", "--as-at", "2021-03-31", "--rules"])
            .arg(folder.join("rules"))
            .arg("--records")
            .arg(folder.join("records"))
            .arg("--key-file")
            .arg(folder.join("key"))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let said = Arc::new(Mutex::new(String::new()));
        let mut address = None;
        while address.is_none() {
            let line = lines.next().unwrap_or_else(|| panic!("it ended: {}", said.lock().unwrap())).unwrap();
            address =
                line.strip_prefix("serving http://").and_then(|l| l.split(' ').next()).map(str::to_owned);
            said.lock().unwrap().push_str(&format!("{line}\n"));
        }
        let kept = said.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        Running { process, address: address.unwrap(), said }
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Value {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}",
            self.address
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer}"))
    }

    fn health(&self) -> Value {
        self.ask("GET", "/health", "")
    }

    fn key(&self, id: &str) -> String {
        let found = self.ask("POST", "/v1/children/find", &format!("{{\"id\": \"{id}\"}}"));
        found["key"].as_str().unwrap_or_else(|| panic!("{found}")).to_owned()
    }

    fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([format!("-{name}"), id]).status().unwrap().success());
    }

    /// Waits until its health is so.
    fn until(&self, so: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let health = self.health();
            if so(&health) {
                return health;
            }
            assert!(start.elapsed() < Duration::from_secs(120), "{health}\n{}", self.said.lock().unwrap());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The id of a child of the records.
fn child(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("records/ssd_person.csv")).unwrap();
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let place = lines.headers().unwrap().iter().position(|c| c == "pers_person_id").unwrap();
    lines.records().next().unwrap().unwrap()[place].to_owned()
}

#[test]
fn rules_and_records_are_loaded_again_and_a_fault_leaves_what_is_live() {
    let folder = folder();
    let service = Running::start(folder.path());
    let first = service.health();
    assert_eq!((&first["status"], &first["loads"]), (&"ok".into(), &1.into()));
    let id = child(folder.path());
    let key = service.key(&id);

    std::fs::write(
        folder.path().join("rules/ours.care"),
        "standard broken \"x\"\n  for each plann\n  must last at most 1 day\n",
    )
    .unwrap();
    service.signal("HUP");
    let stale = service.until(|h| h["status"] == "stale");
    assert_eq!((&stale["rules"], &stale["loads"]), (&first["rules"], &1.into()));
    assert_eq!(stale["refused"], "the rules have errors, which the log shows");
    assert_eq!(service.ask("GET", "/v1/standards", "")[0]["id"], "first-visit");

    rule(folder.path(), "second-visit", "10 working days");
    service.signal("HUP");
    let second = service.until(|h| h["status"] == "ok");
    assert_eq!((&second["loads"], &second["refused"]), (&2.into(), &Value::Null));
    assert_ne!(second["rules"], first["rules"]);
    assert_eq!(service.ask("GET", "/v1/standards", "")[0]["id"], "second-visit");
    assert_eq!(service.key(&id), key, "a child keeps its key");

    std::fs::rename(folder.path().join("records"), folder.path().join("moved")).unwrap();
    service.signal("HUP");
    let gone = service.until(|h| h["status"] == "stale");
    assert!(gone["refused"].as_str().unwrap().contains("records"), "{gone}");
    assert_eq!(service.key(&id), key);
    std::fs::rename(folder.path().join("moved"), folder.path().join("records")).unwrap();
    service.signal("HUP");
    assert_eq!(service.until(|h| h["status"] == "ok")["loads"], 3);

    let said = service.said.lock().unwrap().clone();
    for part in ["error[unknown-kind]", "what was live before stays", "rules and records are live"] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.split(|c: char| !c.is_alphanumeric()).any(|w| w == id), "the log names a child");

    let mut service = service;
    service.signal("TERM");
    assert!(service.process.wait().unwrap().success());
    let again = Running::start(folder.path());
    assert_eq!(again.key(&id), key, "the key file gives the same keys after another start");
}

#[test]
fn a_key_file_that_others_can_read_or_that_is_too_short_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    let refused = |words: &str| {
        let output =
            program().args(["serve", "--records", "nowhere", "--key-file"]).arg(&key).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    };
    // Made where it is not there, for its owner alone; it is the records that are missing then.
    refused("nowhere");
    let text = std::fs::read_to_string(&key).unwrap();
    assert!(text.trim().len() == 64 && text.trim().bytes().all(|b| b.is_ascii_hexdigit()));
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let open = |mode| std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
    open(0o640);
    refused("can be read by other users");
    refused("chmod 600");
    open(0o600);
    std::fs::write(&key, "secret\n").unwrap();
    refused("fewer than 32 characters");
}
