//! The HTTP service: routes, wire types, pages. The only place that names axum.

mod breaches;
mod check;
mod children;
mod described;
mod explain;
mod explained;
mod figures;
mod guard;
mod health;
mod limits;
mod measures;
mod page;
mod paging;
mod preview;
mod problem;
mod query;
mod rates;
mod router;
mod serve;
mod standard_page;
mod standards;
mod state;
mod teams;
mod themes;
mod trace;
mod validate;
mod wire;

pub use explained::Explained;
pub use router::{openapi, router};
pub use serve::serve;
pub use state::{Limits, Service};
