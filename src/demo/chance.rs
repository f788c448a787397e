//! Chance from a seed: SplitMix64 in named streams, whole numbers only, so one seed gives the same bytes everywhere.

use super::profile::Share;

/// The odd constant that SplitMix64 steps by.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Thousandths of a mean that an exponential stays under, at every 32nd of the chance. A table, because the logarithm
/// of two machines may differ in its last bit.
const SPREAD: [i64; 33] = [
    0, 32, 65, 98, 134, 170, 208, 247, 288, 330, 375, 421, 470, 521, 575, 633, 693, 758, 827, 901, 981, 1068,
    1163, 1269, 1386, 1520, 1674, 1856, 2079, 2367, 2773, 3466, 4900,
];

/// One stream of chance.
#[derive(Debug, Clone)]
pub(crate) struct Chance {
    state: u64,
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Chance {
    /// The stream of a seed, a purpose and a number: streams do not disturb one another.
    pub(crate) fn stream(seed: u64, purpose: &str, number: u64) -> Chance {
        // FNV-1a of the purpose.
        let named = purpose
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3));
        Chance { state: mix(mix(seed ^ STEP) ^ named) ^ mix(number.wrapping_add(1).wrapping_mul(STEP)) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        (((self.next() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// A whole number from `lo` to `hi`, both possible; `lo` when they cross.
    pub(crate) fn between(&mut self, lo: i32, hi: i32) -> i32 {
        match u32::try_from(i64::from(hi) - i64::from(lo) + 1) {
            Ok(n) if n > 0 => lo + self.below(n) as i32,
            _ => lo,
        }
    }

    /// Whether a thing of this share happens.
    pub(crate) fn hit(&mut self, share: Share) -> bool {
        self.below(Share::WHOLE) < share.millionths()
    }

    /// Whether a thing of this many in a hundred happens.
    pub(crate) fn percent(&mut self, n: u32) -> bool {
        self.below(100) < n
    }

    /// One of a list; empty for an empty list.
    pub(crate) fn word(&mut self, list: &[&'static str]) -> &'static str {
        list.get(self.below(list.len() as u32) as usize).copied().unwrap_or_default()
    }

    /// A place in a list of weights; 0 when they add up to nothing.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (i, &w) in weights.iter().enumerate() {
            if left < w {
                return i;
            }
            left -= w;
        }
        0
    }

    /// A word of a weighted list.
    pub(crate) fn weighted_word(&mut self, list: &[(&'static str, u32)]) -> &'static str {
        let weights: Vec<u32> = list.iter().map(|x| x.1).collect();
        let at = self.weighted(&weights);
        list.get(at).map(|x| x.0).unwrap_or_default()
    }

    /// A number from 0 with this mean, mostly small, at most five times the mean.
    pub(crate) fn spread(&mut self, mean: i32) -> i32 {
        let x = i64::from(self.below(32_000));
        let (at, rest) = ((x / 1000) as usize, x % 1000);
        let (a, b) = match SPREAD.get(at..at + 2) {
            Some(&[a, b]) => (a, b),
            _ => (0, 0),
        };
        ((a * 1000 + (b - a) * rest) * i64::from(mean.max(0)) / 1_000_000) as i32
    }

    /// A number from 0 to `most`, small ones likelier: how long before a due day people act.
    pub(crate) fn early(&mut self, most: i32) -> i32 {
        self.between(0, most).min(self.between(0, most))
    }

    /// Puts a list in another order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_the_same_every_time_and_unlike_its_neighbours() {
        let draw = |seed, purpose, n| {
            let mut c = Chance::stream(seed, purpose, n);
            (0..4).map(|_| c.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, "a", 0), draw(1, "a", 0));
        assert_ne!(draw(1, "a", 0), draw(2, "a", 0));
        assert_ne!(draw(1, "a", 0), draw(1, "b", 0));
        assert_ne!(draw(1, "a", 0), draw(1, "a", 1));
    }

    #[test]
    fn spread_has_the_mean_asked_for() {
        let mut c = Chance::stream(1, "spread", 0);
        let total: i64 = (0..100_000).map(|_| i64::from(c.spread(200))).sum();
        assert!((19_500_000..20_300_000).contains(&total), "{total}");
    }

    #[test]
    fn weights_are_kept() {
        let mut c = Chance::stream(1, "weights", 0);
        let ones = (0..10_000).filter(|_| c.weighted(&[3, 1]) == 1).count();
        assert!((2_300..2_700).contains(&ones), "{ones}");
        assert_eq!(c.weighted(&[]), 0);
    }
}
