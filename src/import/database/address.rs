//! The address of a database, taken apart so that nothing secret in it is ever shown.

use crate::import::error::ImportError;
use postgres::config::SslMode;
use postgres::{Client, Config, NoTls};
use std::path::Path;
use std::time::Duration;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The text of an address, when the records are in a database.
pub(in crate::import) fn address(records: &Path) -> Option<&str> {
    let text = records.to_str()?;
    (text.starts_with("postgres://") || text.starts_with("postgresql://")).then_some(text)
}

/// What may be shown of where records are: a path whole, of an address no user and no password.
pub(in crate::import) fn shown(records: &Path) -> String {
    address(records).map_or_else(|| records.display().to_string(), |text| Address::new(text).shown)
}

/// An address with our own option taken out of it.
#[derive(Debug)]
pub(super) struct Address {
    /// What may be shown of it: no user, no password.
    pub(super) shown: String,
    /// The schema that is asked for.
    pub(super) schema: Option<String>,
    /// What is handed to the driver.
    rest: String,
}

impl Address {
    pub(super) fn new(text: &str) -> Address {
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let (ours, others): (Vec<&str>, Vec<&str>) =
            query.split('&').filter(|o| !o.is_empty()).partition(|o| o.starts_with("schema="));
        let schema = ours.last().and_then(|o| o.strip_prefix("schema=")).map(str::to_owned);
        let rest = if others.is_empty() { base.to_owned() } else { format!("{base}?{}", others.join("&")) };
        let behind = base.split_once("://").map_or(base, |(_, behind)| behind);
        // A password may hold an `@` or a `?` that should have been written `%40` or `%3F`: what is shown begins behind
        // the last `@`, and is nothing at all when that is in the options.
        let place = match query.contains('@') {
            true => "...",
            false => behind.rsplit_once('@').map_or(behind, |(_, place)| place),
        };
        Address { shown: format!("postgres://{place}"), schema, rest }
    }

    /// Connects, and begins to read one picture of the data that nothing is written to.
    pub(super) fn connect(&self) -> Result<Client, ImportError> {
        let mut config: Config = self.rest.parse().map_err(|_| {
            self.fault(
                "its address cannot be read: write postgres://USER@HOST/DATABASE, and of options only host, port, \
                 sslmode=disable or prefer, connect_timeout and schema",
            )
        })?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(self.fault(
                "sslmode=require: connections here are not encrypted; use the server's own socket, or an encrypted \
                 tunnel to it and sslmode=disable",
            ));
        }
        // So that it need not stand in the list of what runs on the machine.
        if config.get_password().is_none()
            && let Ok(password) = std::env::var("PGPASSWORD")
        {
            config.password(password);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.application_name("duecare");
        let mut client = config.connect(NoTls).map_err(|e| self.fault(&super::words(&e)))?;
        client.batch_execute(BEGIN).map_err(|e| self.fault(&super::words(&e)))?;
        Ok(client)
    }

    pub(super) fn fault(&self, why: &str) -> ImportError {
        ImportError::Database { place: self.shown.clone(), why: why.to_owned() }
    }
}

/// Days and times as an extract has them: ISO, and days as they are in England.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
    SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL TimeZone = 'Europe/London'";
