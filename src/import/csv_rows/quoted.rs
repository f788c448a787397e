//! A row with quotes in it: its cells are unquoted and moved together in place.

use super::block::Block;

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// At the start of a cell.
    Fresh,
    /// In a cell without quotes, or behind a closing quote.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote between quotes: the end, or the first of two that stand for one.
    MaybeClosed,
}

/// Splits the row that begins at `start` and gives the place of the next one; nothing when the row does not end in
/// this block.
pub(super) fn row(block: &mut Block, start: usize, delimiter: u8) -> Option<usize> {
    let end = last_byte(&block.bytes, start, delimiter)?;
    let (mut state, mut write, mut cell_start) = (State::Fresh, start, start);
    for read in start..=end {
        let byte = block.bytes.get(read).copied()?;
        let closes = read == end || (byte == delimiter && state != State::Quoted);
        if closes {
            if read == end
                && byte == b'\n'
                && write > cell_start
                && block.bytes.get(write - 1) == Some(&b'\r')
            {
                write -= 1;
            }
            block.ends.push(write as u32);
            write += 1;
            cell_start = write;
            state = State::Fresh;
            continue;
        }
        state = match (state, byte) {
            (State::Fresh, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::MaybeClosed,
            (State::MaybeClosed, b'"') => {
                put(block, &mut write, byte);
                State::Quoted
            }
            (State::Quoted, _) => {
                put(block, &mut write, byte);
                State::Quoted
            }
            _ => {
                put(block, &mut write, byte);
                State::Plain
            }
        };
    }
    Some(end + 1)
}

fn put(block: &mut Block, write: &mut usize, byte: u8) {
    if let Some(slot) = block.bytes.get_mut(*write) {
        *slot = byte;
    }
    *write += 1;
}

/// The place of the line end that closes the row, before anything is moved.
fn last_byte(bytes: &[u8], start: usize, delimiter: u8) -> Option<usize> {
    let mut state = State::Fresh;
    for (i, &byte) in bytes.iter().enumerate().skip(start) {
        if byte == b'\n' && state != State::Quoted {
            return Some(i);
        }
        state = match (state, byte) {
            (State::Fresh, b'"') | (State::MaybeClosed, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::MaybeClosed,
            (State::Quoted, _) => State::Quoted,
            (_, b) if b == delimiter => State::Fresh,
            _ => State::Plain,
        };
    }
    None
}
