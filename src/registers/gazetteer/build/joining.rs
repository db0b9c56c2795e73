//! One place from what several sources say of it.

use std::collections::HashSet;

use super::Draft;
use crate::registers::gazetteer::entry::{Kind, Name, Years};

/// Adds to a place what another source says of it. What the first one says stays.
pub(super) fn join(draft: &mut Draft, more: Draft) {
    let (first, second) = (&mut draft.entry, more.entry);
    // The second's word is its own; where it names no work, its id in its source is all there is to say.
    let reference = second.reference;
    first.names.extend(second.names.into_iter().map(|mut name| {
        if name.reference.is_empty() {
            name.reference.clone_from(&reference);
        }
        name
    }));
    first.at = first.at.or(second.at);
    first.population = first.population.max(second.population);
    if first.kind == Kind::Town && second.kind != Kind::Town {
        first.kind = second.kind;
    }
    if first.years == Years::default() {
        first.years = second.years;
    }
    for (first, second) in [
        (&mut first.code, second.code),
        (&mut first.now, second.now),
        (&mut first.description, second.description),
        (&mut first.id, second.id),
    ] {
        if first.is_empty() {
            *first = second;
        }
    }
    for (first, second) in [
        (&mut first.countries, second.countries),
        (&mut first.types, second.types),
        (&mut first.links, second.links),
        (&mut draft.ids, more.ids),
        (&mut draft.parents, more.parents),
    ] {
        for text in second {
            if !first.contains(&text) {
                first.push(text);
            }
        }
    }
}

/// Leaves out what says no more than another name of the same form, and keeps the title first.
pub(super) fn keep_each_name_once(names: &mut Vec<Name>) {
    names.retain(|name| !name.form.trim().is_empty());
    let is_bare = |name: &Name| name.language.is_none() && name.years == Years::default();
    let telling: HashSet<String> = names
        .iter()
        .filter(|name| !is_bare(name))
        .map(|name| name.form.clone())
        .collect();
    // The title goes on under the name of its form of which more is known.
    if let Some(title) = names.first().filter(|title| is_bare(title)) {
        let better = names
            .iter()
            .position(|name| name.form == title.form && !is_bare(name));
        if let Some(better) = better {
            let name = names.remove(better);
            names.insert(0, name);
        }
    }
    let mut seen = HashSet::new();
    names.retain(|name| {
        let says_nothing_more = is_bare(name) && telling.contains(&name.form);
        !says_nothing_more && seen.insert((name.form.clone(), name.language.clone(), name.years))
    });
}

/// About how many bytes a draft holds.
pub(super) fn bytes_of(draft: &Draft) -> usize {
    let names = draft.entry.names.iter();
    let names: usize = names
        .map(|name| name.form.len() + name.reference.len() + 96)
        .sum();
    let texts = [
        &draft.ids,
        &draft.parents,
        &draft.entry.links,
        &draft.entry.types,
    ];
    let texts: usize = texts
        .into_iter()
        .flatten()
        .map(|text| text.len() + 32)
        .sum();
    names + texts + draft.entry.description.len() + size_of::<Draft>()
}
