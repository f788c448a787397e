//! An engine over records that a test has made.

use duecare::calendar::Day;
use duecare::import::england_calendar;
use duecare::judge::Plugins;
use duecare::lang::{AuthoritySettings, Loaded};
use duecare::record::Caseload;
use duecare::service::{EngineParts, RuleFiles, Rules, Secret};

/// Its parts, with nothing of an authority but the settings given.
pub fn parts(
    (files, loaded): (RuleFiles, Loaded),
    settings: Option<AuthoritySettings>,
    caseload: Caseload,
    as_at: Day,
) -> EngineParts {
    let set = loaded.rules.unwrap();
    let functions = Box::new(Plugins::new(&set).unwrap());
    let id = files.hash(None);
    let rules = Rules {
        set,
        sources: loaded.sources,
        functions,
        files,
        settings,
        comparators: Default::default(),
        id,
        warnings: loaded.diagnostics,
    };
    EngineParts {
        rules,
        caseload,
        calendar: england_calendar(),
        authority: None,
        roles: Vec::new(),
        populations: Default::default(),
        as_at,
        secret: Secret::of(b"a test's own secret"),
        source: "made".to_owned(),
    }
}
