//! Standards judged: plan, sweep, obligations, verdicts, explanations.
