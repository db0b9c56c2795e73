//! A citation explained level by level, for whoever hovers over it.

use std::ops::Range;

use super::{Agent, Citation, Leaves, Level, Part, Side};

/// The explanation of a stretch of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What is explained.
    pub range: Range<usize>,
    /// A heading of a few words.
    pub heading: String,
    /// A sentence or two without markup.
    pub text: String,
}

impl Citation {
    /// What each part of `text`, the text that was parsed, means; in the order of the text.
    pub fn explain(&self, text: &str) -> Vec<Explained> {
        let mut parts: Vec<Explained> = Vec::new();
        parts.extend(self.repository.as_ref().map(repository).map(|mut part| {
            if self.continues {
                part.text += ". Left out here, and said in the citation before";
            }
            part
        }));
        parts.extend(self.levels.iter().map(|level| explain_level(level, text)));
        parts.extend(
            self.leaves
                .as_ref()
                .map(|leaves| explain_leaves(leaves, text)),
        );
        parts.extend(self.agents.iter().map(agent));
        parts.extend(self.rest.iter().map(|range| Explained {
            range: range.clone(),
            heading: "not understood".to_owned(),
            text: "No level of the citation fits this; it is kept as it is written".to_owned(),
        }));
        parts.sort_by_key(|part| part.range.start);
        parts
    }
}

fn repository(
    Part {
        repository,
        range,
        obsolete,
    }: &Part,
) -> Explained {
    let mut text = repository.name.clone();
    if !repository.settlement.is_empty() {
        text += &format!(", {}", repository.settlement);
    }
    if !repository.country.is_empty() {
        text += &format!(" ({})", repository.country);
    }
    if repository.original != repository.name {
        text += &format!("; {}", repository.original);
    }
    if let Some(isil) = &repository.isil {
        text += &format!("; ISIL {isil}");
    }
    if *obsolete {
        text += &format!(
            ". Cited by a former name; today {}",
            repository.abbreviation()
        );
    }
    Explained {
        range: range.clone(),
        heading: repository.abbreviation().to_owned(),
        text,
    }
}

fn explain_level(level: &Level, text: &str) -> Explained {
    let designator = &level.designator;
    let mut about = designator.about.clone();
    for affix in level.prefix.iter().chain(&level.suffix) {
        about += &format!(". {}: {}", &text[affix.range.clone()], affix.about);
    }
    if let Some(other) = &level.other {
        about += &format!(". The same letters also stand for {} here", other.name);
    }
    let heading = format!("{} {}", designator.name, &text[level.value.clone()]);
    Explained {
        range: level.range.clone(),
        heading,
        text: about,
    }
}

fn explain_leaves(leaves: &Leaves, text: &str) -> Explained {
    let name = &leaves.kind.name;
    let spans: Vec<&str> = leaves
        .spans
        .iter()
        .map(|span| &text[span.range.clone()])
        .collect();
    let mut about = match leaves.count() {
        Some(count) => format!(
            "{count} {}{}; {}",
            plural(name, count),
            sides(leaves),
            leaves.kind.about
        ),
        None if leaves.reversed().next().is_some() => "The last stands before the first".to_owned(),
        None => leaves.kind.about.clone(),
    };
    if let Some(other) = &leaves.other {
        about += &format!(". The same letters also stand for {} here", other.name);
    }
    let heading = format!(
        "{} {}",
        plural(name, leaves.count().unwrap_or(2)),
        spans.join(", ")
    );
    Explained {
        range: leaves.range.clone(),
        heading,
        text: about,
    }
}

/// From which side of the first leaf to which of the last, if the citation says so.
fn sides(leaves: &Leaves) -> String {
    let name = |side: Side| match side {
        Side::Recto => "front",
        Side::Verso => "back",
    };
    let first = leaves.spans.first().and_then(|span| span.from.side);
    let last = leaves.spans.last().and_then(|span| span.to?.side);
    let alone = matches!(leaves.spans.as_slice(), [span] if span.to == Some(span.from));
    match (first, last) {
        (Some(side), _) if alone => format!(", the {}", name(side)),
        (None, None) => String::new(),
        (None, Some(last)) => format!(", to the {} of the last", name(last)),
        (Some(first), None) => format!(", from the {} of the first", name(first)),
        (Some(first), Some(last)) => {
            format!(
                ", from the {} of the first to the {} of the last",
                name(first),
                name(last)
            )
        }
    }
}

fn agent(Agent { what, name, range }: &Agent) -> Explained {
    let text = format!("Belongs in the header under `{}`", what.header_key());
    Explained {
        range: range.clone(),
        heading: format!("{} by {name}", what.verb()),
        text,
    }
}

fn plural(name: &str, count: u32) -> String {
    match (count, name) {
        (1, _) => name.to_owned(),
        (_, "leaf") => "leaves".to_owned(),
        _ => format!("{name}s"),
    }
}
