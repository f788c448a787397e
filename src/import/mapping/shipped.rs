//! The mappings that come with the program.

/// The Standard Safeguarding Dataset with local files beside it.
pub(in crate::import) const SSD: &str = include_str!("../../../rules/mappings/ssd.toml");
/// The lists of Annex A.
pub(in crate::import) const ANNEX_A: &str = include_str!("../../../rules/mappings/annex-a.toml");
/// The SSDA903 return.
pub(in crate::import) const SSDA903: &str = include_str!("../../../rules/mappings/ssda903.toml");
/// Those that tell their format whole, by its name: a draft may be made after them. (Episodes of the SSDA903 return are
/// chained before its mapping is read.)
pub(in crate::import) const SHIPPED: &[(&str, &str)] =
    &[("ssd", SSD), ("annex-a", ANNEX_A), ("bench", BENCH)];
/// The tables of the side-by-side benchmark.
pub(in crate::import) const BENCH: &str = include_str!("../../../rules/mappings/bench.toml");
