//! What an authority's local codes mean: they come before those of the mapping.

use super::toml_read::{Section, TomlText};
use std::collections::BTreeMap;

/// Local codes by file and column: `[codes.ssd_involvements.invo_professional_role_id]`, `"CW" = "social-worker"`. A code means a value of the list, or another code that the mapping knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeOverrides {
    columns: BTreeMap<(String, String), BTreeMap<String, String>>,
}

impl CodeOverrides {
    pub(super) fn read(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> CodeOverrides {
        let mut columns = BTreeMap::new();
        for file in part.iter().flat_map(|p| p.entries()) {
            let Some(list) = file.item.as_section(toml, "the codes of a file") else {
                file.item.wrong(toml, &format!("`{}`", file.key), "a table of columns");
                continue;
            };
            for column in list.entries() {
                let Some(codes) = column.item.as_section(toml, "the codes of a column") else {
                    column.item.wrong(
                        toml,
                        &format!("`{}`", column.key),
                        "a table such as { \"CW\" = \"social-worker\" }",
                    );
                    continue;
                };
                let mut map = BTreeMap::new();
                for code in codes.entries() {
                    if let Some(value) = code.item.text(toml, "what a code means") {
                        map.insert(code.key.to_lowercase(), value.to_owned());
                    }
                }
                columns.insert((file.key.to_lowercase(), column.key.to_lowercase()), map);
            }
        }
        CodeOverrides { columns }
    }

    /// The codes of a column, in lower case; none when the authority says nothing.
    pub fn of(&self, file: &str, column: &str) -> Option<&BTreeMap<String, String>> {
        self.columns.get(&(file.to_lowercase(), column.to_lowercase()))
    }

    /// Every file and column named, so that a name that matches nothing can be reported.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.keys().map(|(f, c)| (f.as_str(), c.as_str()))
    }
}
