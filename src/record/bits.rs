//! Flags that stand in bytes, put together as bits: 64 at a time, so that the processor can do them side by side.

/// The lowest bit of each of 64 bytes, the first byte's lowest.
#[inline]
pub fn packed(flags: &[u8; 64]) -> u64 {
    let mut bits = 0;
    for (i, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // The product puts the eight bits side by side in the highest byte.
        let eight = u64::from_le_bytes(*eight) & 0x0101_0101_0101_0101;
        bits |= (eight.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (i * 8);
    }
    bits
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_flag_has_its_bit() {
        for one in 0..64 {
            let mut flags = [0xFE; 64];
            flags[one] = 1;
            assert_eq!(super::packed(&flags), 1 << one);
        }
        assert_eq!(super::packed(&[1; 64]), u64::MAX);
    }
}
