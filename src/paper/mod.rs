//! Reports to a panel or board: figures laid out as the report wants them, in text, CSV, JSON, Excel and HTML.

mod book;
mod cells;
mod check;
mod figures;
mod fill;
mod flat;
mod html;
mod layout;
mod made;
mod side;
mod small;
mod tables;
mod text;
mod validation;

pub use book::paper_book;
pub use check::LayoutError;
pub use figures::FIGURE_COLUMNS;
pub use fill::{Filling, Printed, fill};
pub use flat::{PAPER_COLUMNS, write_paper_csv, write_paper_json};
pub use html::paper_html;
pub use layout::{BlockLayout, BlockSort, Fact, GroupLayout, Layout, RowLayout, SectionLayout};
pub use made::{Block, Cell, Chart, Column, Paper, Section, Table};
pub use text::paper_text;
pub use validation::validation_book;
