# Everything here is plain cargo: `just` is a convenience, nothing needs it.

# The commands there are.
default:
    @just --list

# An invented authority, judged and served on http://127.0.0.1:8080.
demo *options:
    cargo run --release -- demo {{options}}

# What CI runs.
test:
    cargo test --locked

# Rules without faults, every example green, every stage and arm reached.
rules:
    cargo run --release -- check rules
    cargo run --release -- test rules

# Formatting and lints, as CI's tidy test expects them.
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# A long run of the two evaluators: days to compare, and the seed.
fuzz days="100000000" seed="1":
    DUECARE_FUZZ_DAYS={{days}} DUECARE_FUZZ_SEED={{seed}} cargo test --release --test reference -- --nocapture

# Rewrites the expected messages of language tests; read the diff.
bless:
    BLESS=1 cargo test --test lang

# The four speeds.
bench:
    cargo bench
