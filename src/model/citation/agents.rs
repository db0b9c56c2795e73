//! Who obtained, translated or provided a document, as said after its citation.

use std::ops::Range;

/// A person or body and what they did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// What they did.
    pub what: Deed,
    /// Who, as it is written.
    pub name: String,
    /// Where the name stands; two deeds of one agent share it.
    pub range: Range<usize>,
}

macro_rules! deeds {
    ($($variant:ident $verb:literal $key:literal),* $(,)?) => {
        /// What an agent did for the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Deed { $(#[doc = concat!("`", $verb, " by`")] $variant),* }

        impl Deed {
            const ALL: &[Deed] = &[$(Deed::$variant),*];

            /// The participle, as in "translated by".
            pub fn verb(self) -> &'static str {
                match self { $(Deed::$variant => $verb),* }
            }

            /// The header key that holds such agents.
            pub fn header_key(self) -> &'static str {
                match self { $(Deed::$variant => $key),* }
            }
        }
    };
}

deeds! {
    Obtained "obtained" "obtained-by",
    Provided "provided" "obtained-by",
    Contributed "contributed" "obtained-by",
    Donated "donated" "obtained-by",
    Copied "copied" "obtained-by",
    Selected "selected" "obtained-by",
    Translated "translated" "translator",
    Transcribed "transcribed" "transcriber",
    Edited "edited" "editor",
    Annotated "annotated" "editor",
    Introduced "introduced" "editor",
}

/// The agents that `text` names at its end, in its order, and where what it says of them begins (its length, if nothing).
///
/// Understands `Obtained by X and translated by Y`, `Obtained and translated for Z by X`, `Translated from Russian by X and Y`.
pub(super) fn read(text: &str) -> (usize, Vec<Agent>) {
    let verbs = verbs(text);
    let opens = |(range, _): &(Range<usize>, Deed)| {
        let before = text[..range.start].trim_end();
        let starts =
            before.is_empty() || before.ends_with(['.', ';', ',', '(', '[', ')', '—', '–', '|']);
        starts && clause(text, range.end, text.len()).is_some()
    };
    let Some(first) = (0..verbs.len()).find(|&index| {
        let last = group_end(text, &verbs, index);
        opens(&(verbs[index].0.start..verbs[last].0.end, verbs[index].1))
    }) else {
        return (text.len(), Vec::new());
    };
    let mut agents = Vec::new();
    let mut index = first;
    while index < verbs.len() {
        let last = group_end(text, &verbs, index);
        let end = verbs
            .get(last + 1)
            .map_or(text.len(), |(range, _)| range.start);
        let names =
            clause(text, verbs[last].0.end, end).map_or(Vec::new(), |names| split(text, names));
        for name in names {
            for &(_, what) in &verbs[index..=last] {
                agents.push(Agent {
                    what,
                    name: text[name.clone()].to_owned(),
                    range: name.clone(),
                });
            }
        }
        index = last + 1;
    }
    (verbs[first].0.start, agents)
}

/// The participles in the text, whole words in any case.
fn verbs(text: &str) -> Vec<(Range<usize>, Deed)> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
        if let Some(&deed) = Deed::ALL
            .iter()
            .find(|deed| deed.verb().eq_ignore_ascii_case(bare))
        {
            found.push((start..start + bare.len(), deed));
        }
        start += word.len();
    }
    found
}

/// The last of the verbs that are joined to the one at `index`, as in "obtained and translated".
fn group_end(text: &str, verbs: &[(Range<usize>, Deed)], index: usize) -> usize {
    let joined = |pair: &[(Range<usize>, Deed)]| {
        matches!(
            text[pair[0].0.end..pair[1].0.start].trim_matches([' ', ',']),
            "and" | "&" | ""
        )
    };
    index
        + verbs[index..]
            .windows(2)
            .take_while(|pair| joined(pair))
            .count()
}

/// The range of the names after the `by` that belongs to a verb ending at `start`, before the next verb at `end`.
fn clause(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let between = &text[start..end];
    let by = between.find(" by ")?;
    let of_another_sentence = between[..by].contains(['.', ';']) || by > 120;
    let names = &between[by + 4..];
    let from = end - names.trim_start().len();
    (!of_another_sentence).then_some(from..end)
}

/// The single names in "X, Y and Z"; an affiliation after a comma stays with its name.
fn split(text: &str, names: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = names.start;
    while start < names.end {
        let rest = &text[start..names.end];
        let stop = ["; ", ", ", " and ", " & ", " with "]
            .iter()
            .filter_map(|sign| Some((rest.find(sign)?, sign.len())))
            .min();
        let (len, sign) = stop.unwrap_or((rest.len(), 0));
        let name = trimmed(text, start..start + len);
        if is_a_name(&text[name.clone()]) {
            found.push(name);
        } else if let Some(last) = found.last_mut().filter(|_| !name.is_empty()) {
            last.end = name.end;
        }
        start += len + sign;
    }
    found
}

/// Without the space, the conjunction and the stops around it; the stop of an initial or of `Jr.` stays.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let name = text[range.clone()].trim_start_matches([' ', ',', ';', '.']);
    let mut name = name
        .strip_prefix("and ")
        .or(name.strip_prefix("& "))
        .unwrap_or(name);
    let start = range.end - name.len();
    loop {
        let shorter = name.trim_end_matches([' ', ',', ';', ')', ']', '\n', '\r', '\t']);
        let shorter = shorter
            .strip_suffix(" and")
            .or(shorter.strip_suffix(" &"))
            .unwrap_or(shorter);
        let last_word = shorter.rsplit(' ').next().unwrap_or(shorter);
        let is_initial = matches!(last_word, "Jr." | "Sr.") || last_word.chars().count() == 2;
        let shorter = shorter
            .strip_suffix('.')
            .filter(|_| !is_initial)
            .unwrap_or(shorter);
        if shorter.len() == name.len() {
            return start..start + name.len();
        }
        name = shorter;
    }
}

/// A name begins with a capital and is not an institution that a comma appends to one.
fn is_a_name(text: &str) -> bool {
    const INSTITUTIONS: [&str; 8] = [
        "University",
        "Institute",
        "College",
        "School",
        "Library",
        "Center",
        "Centre",
        "Academy",
    ];
    let is_affiliation = text.split(' ').any(|word| INSTITUTIONS.contains(&word))
        || matches!(text, "Jr." | "Sr." | "Jr");
    text.starts_with(|c: char| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic())
        && !is_affiliation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (start, agents) = read(text);
        let shown: Vec<String> = agents
            .iter()
            .map(|agent| format!("{} {}", agent.what.verb(), agent.name))
            .collect();
        assert_eq!(shown.join("; "), expected, "{text}");
        assert!(
            agents
                .iter()
                .all(|agent| text[agent.range.clone()] == agent.name && start <= agent.range.start)
        );
    }

    #[test]
    fn agents_are_read_with_what_they_did() {
        for (text, expected) in [
            (
                "GARF, ll. 334-338. Obtained by Jamil Hasanli and translated by Gary Goldberg.",
                "obtained Jamil Hasanli; translated Gary Goldberg",
            ),
            ("Translated by Gary Goldberg", "translated Gary Goldberg"),
            (
                "l. 5. Translated from Russian by A. B. Cede and E. F.",
                "translated A. B. Cede; translated E. F.",
            ),
            (
                "d. 9. Obtained and translated for NKIDP by James Person.",
                "obtained James Person; translated James Person",
            ),
            (
                "d. 9. Obtained for CWIHP by Ann, Bo, and Cid.",
                "obtained Ann; obtained Bo; obtained Cid",
            ),
            (
                "Obtained by Ann Lee, translated by Bo Wu",
                "obtained Ann Lee; translated Bo Wu",
            ),
            (
                "Translated by Ann Lee, University of X, and Bo Wu.",
                "translated Ann Lee, University of X; translated Bo Wu",
            ),
            ("The letter was obtained by the police", ""),
            ("Translated. Sent by post", ""),
            ("Obtained by", ""),
            ("Obtained by and translated by X Y", "translated X Y"),
            ("", ""),
        ] {
            check(text, expected);
        }
    }
}
