//! `duecare serve`.

use super::dates::parse_day;
use super::fault::Fault;
use super::options::{DayOptions, RecordsOptions, RulesOptions};
use super::run::{told, unanswered};
use super::screen::remark;
use super::signals::{Load, until_stopped};
use super::{key_file, open};
use crate::calendar::Day;
use crate::service::{Engine, Handle};
use clap::{Args, ValueEnum};
use std::io::IsTerminal;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LogForm {
    /// Lines for reading
    Text,
    /// One JSON document a line
    Json,
}

/// Where to answer.
#[derive(Debug, Clone, Args)]
pub(super) struct ListenOptions {
    /// Answer on this address
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", help_heading = "Service")]
    pub listen: SocketAddr,
    /// Allow an address that other machines reach (there are no accounts: whoever reaches it sees every child)
    #[arg(long, help_heading = "Service")]
    pub open_to_network: bool,
    /// How the log is written to standard error; DUECARE_LOG=warn leaves requests out
    #[arg(long, value_enum, default_value_t = LogForm::Text, help_heading = "Service")]
    pub log: LogForm,
}

impl ListenOptions {
    /// Refuses an address that others reach, unless it is allowed.
    fn allowed(&self) -> Result<(), Fault> {
        if self.listen.ip().is_loopback() || self.open_to_network {
            return Ok(());
        }
        Err(Fault::with_help(
            format!("{} can be reached from other machines, and there are no accounts yet", self.listen),
            "listen on 127.0.0.1, or say --open-to-network if the network itself is closed",
        ))
    }
}

/// What to serve.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare serve --records extract --as-at 2021-03-31\n  duecare serve --records extract --key-file /etc/duecare/key\n\nA hang-up signal (kill -HUP) loads rules and records again. What does not load leaves what is live there, and the log\nand /health say why."
)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    /// Judge as at the close of this day where a request names none [default: the day of the load]
    #[arg(long, value_name = "DATE", value_parser = parse_day, help_heading = "Days")]
    as_at: Option<Day>,
    #[command(flatten)]
    listen: ListenOptions,
    /// Keep the secret behind opaque keys in this file, so that children keep their keys; made if it is not there
    #[arg(long, value_name = "FILE", help_heading = "Service")]
    key_file: Option<PathBuf>,
}

pub(super) fn serve(args: ServeArgs) -> Result<(), Fault> {
    let secret = key_file::secret(args.key_file.as_deref())?;
    let listen = args.listen.clone();
    listen.allowed()?;
    let days = DayOptions { as_at: args.as_at, known_on: None };
    let load = move || {
        let (engine, report) = open::engine_with(secret.clone(), &args.rules, &args.records, &days)?;
        told(&report, false);
        unanswered(&engine, &engine.judged(None));
        Ok(engine)
    };
    let engine = load()?;
    answer(engine, &listen, Some(Arc::new(load)))
}

/// Answers until it is stopped. `load` says how rules and records are loaded again.
pub(super) fn answer(engine: Engine, options: &ListenOptions, load: Option<Load>) -> Result<(), Fault> {
    options.allowed()?;
    log(options.log);
    let faulty = |e: std::io::Error| Fault::usage(format!("{}: {e}", options.listen));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Fault::usage(format!("the service cannot start: {e}")))?;
    let handle = Arc::new(Handle::new(engine));
    let listener = TcpListener::bind(options.listen).map_err(faulty)?;
    let address = listener.local_addr().map_err(faulty)?;
    let stop = until_stopped(handle.clone(), load);
    remark(&format!("serving http://{address} (stop with Ctrl-C)"));
    let done = runtime.block_on(crate::web::serve(listener, handle, options.open_to_network, stop));
    // A load that is still under way is of no use to anybody.
    runtime.shutdown_background();
    done.map_err(faulty)
}

/// Sends what happens to standard error: a line for each request and each load, nothing from a record.
fn log(form: LogForm) {
    let level = tracing_subscriber::EnvFilter::try_from_env("DUECARE_LOG");
    let level = level.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr);
    let lines = lines.with_target(false).with_ansi(std::io::stderr().is_terminal());
    // A second service in one process keeps the log of the first.
    let _ = match form {
        LogForm::Text => lines.try_init(),
        LogForm::Json => lines.json().try_init(),
    };
}
