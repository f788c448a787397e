//! Breach lists and what stands beside them: found in a ledger, shown as a table, CSV or JSON.

mod book;
mod catalogue;
mod csv;
mod due;
mod explain;
mod figures;
mod filter;
mod finding;
mod holder;
mod json;
mod list_parquet;
mod outages;
mod phrase;
mod rates;
mod requirements;
mod rows;
mod table;
mod tables;
mod teams;
mod typed;
mod validation;
mod why;

pub use crate::judge::{Absent, absent};
pub use book::Book;
pub use catalogue::{
    CATALOGUE_COLUMNS, Catalogue, CatalogueRow, DescribedRule, Done, OtherRow, RuleKind, catalogue_json,
    catalogue_lines, catalogue_text,
};
pub use csv::{COLUMNS, write_csv, write_csv_lines};
pub use explain::{Clause, ClockLine, Explanation, Outcome, Skipped, explain, explanation_text};
pub use figures::{
    FIGURE_COLUMNS, compare_words, compared_of, compared_value, difference_of, difference_words,
    figures_table, full_text, measured_json, record_name, target_words, write_figures_csv,
    write_figures_json, write_figures_ndjson,
};
pub use filter::{Choice, Filter};
pub use finding::{Finding, findings, obligations_of};
pub use holder::responsible;
pub use json::{ListHead, row_json, write_json, write_json_items, write_ndjson};
pub use list_parquet::write_parquet;
pub use outages::{OutageCount, outage_counts};
pub use phrase::Ids;
pub use rates::{
    RATE_COLUMNS, RatesShown, days_words, rate_lines, rates_json, rates_table, rates_text, write_rates_csv,
};
pub use requirements::{
    DoneBy, How, Means, REQUIREMENT_COLUMNS, Requirement, requirement_counts, requirement_lines,
    requirements_json, requirements_text,
};
pub use rows::{ListRow, Naming, rows};
pub use table::{list_table, plain_table, teams_table};
pub use tables::{MAPPING_FILE, TableForm, TableText, is_own_mapping, table_files, tables, write_table};
pub use teams::{TeamLine, by_team};
pub use validation::{
    Because, Failed, RuleOutcome, Ruled, VALIDATION_COLUMNS, Validation, rule_text, ruled, validation_csv,
    validation_json, validation_table,
};
pub use why::why;

pub(crate) use csv::safe as safe_cell;
use json::head_json;
