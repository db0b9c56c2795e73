//! Bringing entries into their order with as few moves as there can be.

use std::ops::Range;

use crate::rules::{Edit, apply};

/// Lines that stay together, and where they belong.
pub(super) struct Entry {
    /// The lines, ends included; each entry begins where the one before it ends.
    pub region: Range<usize>,
    /// The least comes first; entries of one rank keep their order.
    pub rank: usize,
}

/// The edits that sort the entries and make `edits` as well, in the order of the text. The most entries that can stay do;
/// what is moved is edited on the way. Takes n log n for n entries.
pub(super) fn moves(text: &str, entries: &[Entry], edits: Vec<Edit>) -> Vec<Edit> {
    let stays = staying(entries);
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| entries[*at].rank);
    // Entry by entry, the edits within those that move.
    let mut within: Vec<Vec<Edit>> = entries.iter().map(|_| Vec::new()).collect();
    let mut result = Vec::new();
    for edit in edits {
        let at = entries.partition_point(|entry| entry.region.end <= edit.range.start);
        match entries.get(at) {
            Some(entry) if !stays[at] && entry.region.start <= edit.range.start => {
                let start = entry.region.start;
                let range = edit.range.start - start..edit.range.end - start;
                within[at].push(Edit::replace(range, edit.new));
            }
            _ => result.push(edit),
        }
    }
    let mut place = entries.first().map_or(0, |entry| entry.region.start);
    let mut arriving = String::new();
    for at in order {
        let region = &entries[at].region;
        if stays[at] {
            result.extend(arrival(place, &mut arriving));
            place = region.end;
        } else {
            arriving += &apply(&text[region.clone()], &within[at]);
            result.push(Edit::delete(region.clone()));
        }
    }
    result.extend(arrival(place, &mut arriving));
    result.sort_by_key(|edit| (edit.range.start, edit.range.end));
    result
}

fn arrival(place: usize, arriving: &mut String) -> Option<Edit> {
    let new = std::mem::take(arriving);
    (!new.is_empty()).then(|| Edit::insert(place, new))
}

/// Which entries stay: those of a longest run of ranks that never falls, others left out.
fn staying(entries: &[Entry]) -> Vec<bool> {
    // The last entry of the best run of each length, and the entry before each in its run.
    let mut last: Vec<usize> = Vec::new();
    let mut before = vec![None; entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        let length = last.partition_point(|other| entries[*other].rank <= entry.rank);
        before[at] = length.checked_sub(1).map(|shorter| last[shorter]);
        last.truncate(last.len().max(length));
        match last.get_mut(length) {
            Some(end) => *end = at,
            None => last.push(at),
        }
    }
    let mut stays = vec![false; entries.len()];
    let mut next = last.last().copied();
    while let Some(at) = next {
        stays[at] = true;
        next = before[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(letters: &str, moved: usize) {
        let entry = |(at, letter): (usize, char)| Entry {
            region: at..at + 1,
            rank: letter as usize,
        };
        let entries: Vec<_> = letters.chars().enumerate().map(entry).collect();
        let edits = moves(letters, &entries, Vec::new());
        let mut sorted: Vec<char> = letters.chars().collect();
        sorted.sort();
        assert_eq!(apply(letters, &edits), String::from_iter(sorted));
        let deletions = edits.iter().filter(|edit| edit.new.is_empty());
        assert_eq!(deletions.count(), moved, "{edits:?}");
    }

    #[test]
    fn as_few_move_as_there_can_be() {
        check("", 0);
        check("aabbc", 0);
        check("bcda", 1);
        check("dabc", 1);
        check("cab", 1);
        check("dcba", 3);
        check("badc", 2);
    }
}
