//! Why a command ends badly, and with which status.

use std::process::ExitCode;

/// Why a command stops.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// Something is wrong in rules or examples; it has been printed.
    #[error("errors were found")]
    Found,
    /// Records were lost on the way, and `--strict` asks for all of them.
    #[error("not everything was loaded, and `--strict` asks for all of it")]
    NotWhole,
    /// What was asked cannot be done: an unknown name, a file that is not there.
    #[error("{words}")]
    Usage {
        /// What is wrong.
        words: String,
        /// What to do next.
        help: Option<String>,
    },
    /// Nobody reads what is written (`| head`).
    #[error("the reader of the output has gone")]
    Unread,
}

impl Fault {
    pub(super) fn usage(words: impl Into<String>) -> Fault {
        Fault::Usage { words: words.into(), help: None }
    }

    pub(super) fn with_help(words: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault::Usage { words: words.into(), help: Some(help.into()) }
    }

    pub(super) fn code(&self) -> ExitCode {
        match self {
            Fault::Found | Fault::NotWhole => ExitCode::from(1),
            Fault::Usage { .. } => ExitCode::from(2),
            Fault::Unread => ExitCode::SUCCESS,
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(e: std::io::Error) -> Fault {
        match e.kind() {
            std::io::ErrorKind::BrokenPipe => Fault::Unread,
            _ => Fault::usage(format!("the output cannot be written: {e}")),
        }
    }
}

impl From<crate::service::UnknownName> for Fault {
    fn from(e: crate::service::UnknownName) -> Fault {
        Fault::Usage { words: e.to_string(), help: e.help }
    }
}

impl From<crate::service::RuleFileError> for Fault {
    fn from(e: crate::service::RuleFileError) -> Fault {
        Fault::with_help(e.to_string(), "name a folder of .care files with --rules, or a file")
    }
}

impl From<crate::service::NoRandomness> for Fault {
    fn from(e: crate::service::NoRandomness) -> Fault {
        Fault::usage(e.to_string())
    }
}
