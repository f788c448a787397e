//! `duecare serve`.

use super::fault::Fault;
use super::open;
use super::options::{DayOptions, RecordsOptions, RulesOptions};
use super::run::{told, unanswered};
use super::screen::remark;
use crate::service::{Engine, Handle};
use clap::Args;
use std::net::SocketAddr;
use std::sync::Arc;

/// Where to answer.
#[derive(Debug, Clone, Args)]
pub(super) struct ListenOptions {
    /// Answer on this address
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", help_heading = "Service")]
    pub listen: SocketAddr,
    /// Allow an address that other machines reach (there are no accounts: whoever reaches it sees every child)
    #[arg(long, help_heading = "Service")]
    pub open_to_network: bool,
}

/// What to serve.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  duecare serve --records extract --as-at 2021-03-31")]
pub(super) struct ServeArgs {
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    #[command(flatten)]
    days: DayOptions,
    #[command(flatten)]
    listen: ListenOptions,
}

pub(super) fn serve(args: &ServeArgs) -> Result<(), Fault> {
    let (engine, report) = open::engine(&args.rules, &args.records, &args.days)?;
    told(&report, false);
    unanswered(&engine, &engine.judged(None));
    answer(engine, &args.listen)
}

/// Answers until it is stopped.
pub(super) fn answer(engine: Engine, options: &ListenOptions) -> Result<(), Fault> {
    if !options.listen.ip().is_loopback() && !options.open_to_network {
        return Err(Fault::with_help(
            format!("{} can be reached from other machines, and there are no accounts yet", options.listen),
            "listen on 127.0.0.1, or say --open-to-network if the network itself is closed",
        ));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Fault::usage(format!("the service cannot start: {e}")))?;
    let handle = Arc::new(Handle::new(engine));
    remark(&format!("serving http://{} (stop with Ctrl-C)", options.listen));
    let any_host = options.open_to_network;
    runtime
        .block_on(crate::web::serve(options.listen, handle, any_host))
        .map_err(|e| Fault::usage(format!("{}: {e}", options.listen)))
}
