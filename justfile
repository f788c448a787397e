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

# The same under every shipped standard: tries of each, and the seed.
shipped rounds="100" seed="1":
    DUECARE_FUZZ_ROUNDS={{rounds}} DUECARE_FUZZ_SEED={{seed}} cargo test --release --test shipped -- --nocapture

# Rewrites the expected messages of language tests; read the diff.
bless:
    BLESS=1 cargo test --test lang

# A longer run of the two evaluators of checks: returns of each kind, and the seed.
checks returns="5000" seed="1":
    DUECARE_FUZZ_RETURNS={{returns}} DUECARE_FUZZ_SEED={{seed}} cargo test --release --test checks two_evaluators -- --nocapture

# Processor seconds and peak memory of checking returns with 1% faults, file in to workbook out (needs GNU time).
returns:
    cargo build --release --locked --bin duecare --example returns
    for of in cin ssda903; do for children in 10000 50000; do \
        target/release/examples/returns --return $of --children $children --faults 1% --out target/returns/$of-$children > target/returns-$of.txt; \
        /usr/bin/time -f "$of, $children children: %U + %S CPU s, %e s, %M KB" target/release/duecare validate --return $of target/returns/$of-$children --output target/returns/$of-$children.xlsx 2>&1 | tail -1; \
    done; done

# The four speeds.
bench:
    cargo bench
