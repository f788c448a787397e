//! The files of an invented authority: tables of the Standard Safeguarding Dataset, and local ones for what it cannot hold.

mod local_care;
mod local_help;
mod local_people;
mod ssd_care;
mod ssd_help;
mod ssd_people;

/// A file: `<name>.csv` with these columns.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of the file without `.csv`.
    pub name: &'static str,
    /// The header.
    pub columns: &'static [&'static str],
}

impl Table {
    /// Whether the table is one of the Standard Safeguarding Dataset (its names begin `ssd_`).
    pub fn is_standard(&self) -> bool {
        self.name.starts_with("ssd_")
    }
}

const GROUPS: [&[Table]; 6] = [
    ssd_people::TABLES,
    ssd_help::TABLES,
    ssd_care::TABLES,
    local_people::TABLES,
    local_help::TABLES,
    local_care::TABLES,
];

/// Every table.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    GROUPS.into_iter().flatten()
}
