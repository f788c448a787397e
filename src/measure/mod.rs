//! Figures counted from verdicts and records.
