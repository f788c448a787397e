//! What an invented authority sets, as its own file says it.

use duecare::demo::{Profile, authority_text};
use duecare::import::AuthorityFile;
use duecare::lang::AuthoritySettings;
use duecare::service::authority_settings;
use duecare::text::Sources;

/// The settings of the authority that a profile invents.
pub fn invented(profile: &Profile) -> AuthoritySettings {
    let text = authority_text(profile, profile.natural_children);
    let (file, faults) = AuthorityFile::parse("authority.toml", &text, &mut Sources::default());
    assert!(!faults.has_errors(), "{faults:?}");
    authority_settings(&file, "authority.toml", &text)
}
