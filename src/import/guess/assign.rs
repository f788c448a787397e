//! One to one: the assignment of columns to columns with the best total (the Hungarian method).

/// For each row the column it goes to; pairs of no worth are not made.
pub(super) fn assign(worth: &[Vec<f64>]) -> Vec<Option<usize>> {
    let width = worth.iter().map(Vec::len).max().unwrap_or(0);
    let size = worth.len().max(width);
    let at = |row: usize, column: usize| worth.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0.0);
    // Places are counted from 1: 0 stands for "none yet".
    let mut rows = Numbers::new(size + 1, 0.0);
    let mut columns = Numbers::new(size + 1, 0.0);
    let mut taken_by = Numbers::new(size + 1, 0_usize);
    for row in 1..=size {
        taken_by.set(0, row);
        let mut least = Numbers::new(size + 1, f64::INFINITY);
        let mut used = Numbers::new(size + 1, false);
        let mut way = Numbers::new(size + 1, 0_usize);
        let mut column = 0;
        loop {
            used.set(column, true);
            let here = taken_by.get(column);
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in (1..=size).filter(|c| !used.get(*c)) {
                // Some thousands of rows and columns at the most: `here` and `other` are at least 1.
                let reduced = -at(here - 1, other - 1) - rows.get(here) - columns.get(other);
                if reduced < least.get(other) {
                    least.set(other, reduced);
                    way.set(other, column);
                }
                if least.get(other) < step {
                    (step, next) = (least.get(other), other);
                }
            }
            for any in 0..=size {
                if used.get(any) {
                    let row = taken_by.get(any);
                    rows.set(row, rows.get(row) + step);
                    columns.set(any, columns.get(any) - step);
                } else {
                    least.set(any, least.get(any) - step);
                }
            }
            column = next;
            if taken_by.get(column) == 0 {
                break;
            }
        }
        while column != 0 {
            let before = way.get(column);
            taken_by.set(column, taken_by.get(before));
            column = before;
        }
    }
    let mut out = vec![None; worth.len()];
    for column in 1..=size {
        let row = taken_by.get(column);
        if row > 0
            && at(row - 1, column - 1) > 0.0
            && let Some(slot) = out.get_mut(row - 1)
        {
            *slot = Some(column - 1);
        }
    }
    out
}

/// A list that answers for every place.
struct Numbers<T>(Vec<T>);

impl<T: Copy + Default> Numbers<T> {
    fn new(size: usize, with: T) -> Self {
        Numbers(vec![with; size])
    }

    fn get(&self, place: usize) -> T {
        self.0.get(place).copied().unwrap_or_default()
    }

    fn set(&mut self, place: usize, value: T) {
        if let Some(slot) = self.0.get_mut(place) {
            *slot = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::assign;

    #[test]
    fn the_best_total_wins_over_the_best_pair() {
        // The first row likes column 0 best, but the second has nothing else.
        assert_eq!(assign(&[vec![0.9, 0.8], vec![0.85, 0.0]]), [Some(1), Some(0)]);
        assert_eq!(assign(&[vec![0.9, 0.1], vec![0.75, 0.0]]), [Some(0), None]);
        assert_eq!(assign(&[vec![0.2], vec![0.7], vec![0.3]]), [None, Some(0), None]);
        assert_eq!(assign(&[vec![0.1, 0.2, 0.6]]), [Some(2)]);
        assert!(assign(&[]).is_empty());
    }
}
