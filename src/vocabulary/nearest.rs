//! The nearest spelling: what someone most likely meant.

use strsim::osa_distance;

use super::fold;

/// A shorter word is never taken for a slip: too many words are one letter apart.
const SHORTEST: usize = 5;

/// The row with the spelling nearest to `written`, if it is near enough to be a slip; the earlier row on a tie.
pub(super) fn nearest<'v, T, S>(
    written: &str,
    rows: &'v [T],
    spellings: impl Fn(&'v T) -> S,
) -> Option<&'v T>
where
    S: Iterator<Item = &'v str>,
{
    let written = fold(written);
    let slips = rows
        .iter()
        .flat_map(|row| spellings(row).map(move |spelling| (row, spelling)));
    let near =
        slips.filter_map(|(row, spelling)| Some((row, slips_between(&written, &fold(spelling))?)));
    near.min_by_key(|&(_, slips)| slips).map(|(row, _)| row)
}

/// The number of slips that turn one spelling into the other, if that is likely.
fn slips_between(written: &str, spelling: &str) -> Option<usize> {
    if written == spelling {
        return Some(0);
    }
    let (long, short) = (written.chars().count(), spelling.chars().count());
    let shortest = long.min(short);
    if shortest < SHORTEST || long.abs_diff(short) > 2 {
        return None;
    }
    let slips = osa_distance(written, spelling);
    let allowed = if shortest < 9 { 1 } else { 2 };
    let likely = shortest >= 8 || long != short || same_letters(written, spelling);
    (slips <= allowed && likely).then_some(slips)
}

fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}
