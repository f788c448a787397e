//! Wall and processor seconds of this process, as the operating system counts them.

use std::time::Instant;

/// A point in time.
pub struct Start(Instant, f64);

/// Seconds spent.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    /// On the wall.
    pub wall: f64,
    /// Of all threads together, user and system.
    pub cpu: f64,
}

/// Now.
pub fn now() -> Start {
    Start(Instant::now(), cpu())
}

/// Since then.
pub fn since(start: Start) -> Spent {
    Spent { wall: start.0.elapsed().as_secs_f64(), cpu: cpu() - start.1 }
}

/// Peak resident memory in MB.
pub fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Processor seconds so far: fields 14 and 15 of the kernel's line, in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
    ticks / 100.0
}
