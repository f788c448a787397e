//! What can go wrong with a plug-in. No message holds anything from a record.

/// A script that cannot be used, found when the rules are loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScriptFault {
    /// It cannot be read.
    #[error("{words}")]
    Unreadable {
        /// From 1; 0 when not known.
        line: u32,
        /// From 1; 0 when not known.
        column: u32,
        /// What the reader of scripts says.
        words: String,
    },
    /// It has no function of the plug-in's name.
    #[error("there is no function `{function}` in the script")]
    NoFunction {
        /// The function looked for.
        function: String,
    },
    /// The function takes another number of arguments.
    #[error(
        "the function `{function}` takes another number of values ({found}) than it is given ({expected})"
    )]
    Arguments {
        /// The function.
        function: String,
        /// How many it takes.
        found: usize,
        /// How many it is given, the table included.
        expected: usize,
    },
    /// The table is no TOML.
    #[error("the table cannot be read: {words}")]
    Table {
        /// Why.
        words: String,
    },
}

/// A call that failed: the verdict is "cannot tell" and names the plug-in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PluginFault {
    /// A limit was reached: it ran too long, called itself too deeply or made something too large.
    #[error("the plug-in `{plugin}` was stopped: {limit}")]
    Stopped {
        /// Its name.
        plugin: String,
        /// Which limit.
        limit: &'static str,
    },
    /// The script failed.
    #[error("the plug-in `{plugin}` failed at line {line} of its script")]
    Failed {
        /// Its name.
        plugin: String,
        /// The line; 0 when not known.
        line: u32,
    },
    /// The answer is not of the declared type.
    #[error("the plug-in `{plugin}` did not answer with {expected}")]
    WrongAnswer {
        /// Its name.
        plugin: String,
        /// The declared type in words.
        expected: &'static str,
    },
    /// It was called with other arguments than declared.
    #[error("the plug-in `{plugin}` was not given the values it was declared with")]
    WrongCall {
        /// Its name.
        plugin: String,
    },
    /// No plug-in of that place.
    #[error("there is no such plug-in")]
    Stranger,
}

impl PluginFault {
    pub(super) fn of(plugin: &str, e: &rhai::EvalAltResult) -> PluginFault {
        use rhai::EvalAltResult as R;
        let stopped = |limit| PluginFault::Stopped { plugin: plugin.to_owned(), limit };
        match e.unwrap_inner() {
            R::ErrorTooManyOperations(_) => stopped("it ran too long"),
            R::ErrorStackOverflow(_) => stopped("it called itself too deeply"),
            R::ErrorDataTooLarge(..) => stopped("it made a text, list or map that is too large"),
            R::ErrorTooManyVariables(_) => stopped("it uses too many variables"),
            R::ErrorTerminated(..) => stopped("it ran too long"),
            inner => PluginFault::Failed {
                plugin: plugin.to_owned(),
                line: inner.position().line().or(e.position().line()).unwrap_or(0) as u32,
            },
        }
    }
}
