//! Notes of a web page: a raised link to a place further down, and the block at that place.

use std::collections::HashMap;

use scraper::{ElementRef, Html};

/// The notes that a page refers to.
#[derive(Default)]
pub(super) struct Notes {
    /// What each is called, by the id of its place.
    labels: HashMap<String, String>,
    /// The note whose block is being read.
    open: Option<String>,
}

impl Notes {
    /// Finds them. A link to a place further up is the way back from a note.
    pub fn of(page: &Html) -> Notes {
        let elements = || page.root_element().descendent_elements().enumerate();
        let places: HashMap<&str, usize> = elements()
            .filter_map(|(at, element)| Some((element.value().id()?, at)))
            .collect();
        let labels = elements()
            .filter(|(_, element)| element.value().name() == "sup" || is_raised(element))
            .filter_map(|(at, element)| {
                let (target, label) = link(element)?;
                (*places.get(target.as_str())? > at).then_some((target, label))
            });
        Notes {
            labels: labels.collect(),
            open: None,
        }
    }

    /// The note that a raised text refers to.
    pub fn reference(&self, raised: ElementRef) -> Option<&str> {
        let (target, _) = link(raised)?;
        self.labels.get(&target).map(String::as_str)
    }

    /// An element opens, with this id, before which its block has this text.
    pub fn enter(&mut self, id: Option<&str>, before: &str) {
        if let Some(label) = id.and_then(|id| self.labels.get(id))
            && before.trim().is_empty()
        {
            self.open = Some(label.clone());
        }
    }

    /// If the block is a note: what it is called, and its text without the label and the way back.
    pub fn definition<'t>(&mut self, block: &'t str) -> Option<(String, &'t str)> {
        let label = self.open.take()?;
        let text = block.trim().trim_end_matches(['↩', '↑', '\u{fe0e}', ' ']);
        let raised: String = label.chars().map(super::superscript).collect();
        let bare = text.trim_start_matches('[');
        let rest = bare.strip_prefix(&label).or(bare.strip_prefix(&raised));
        // Only where it ends there: `19` is not the note 1.
        let rest = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let rest = rest.map(|rest| rest.trim_start_matches(['.', ')', ']', ' ', '\u{a0}']));
        Some((label, rest.unwrap_or(text)))
    }
}

fn is_raised(element: &ElementRef) -> bool {
    element.value().name() == "a"
        && element
            .parent()
            .and_then(ElementRef::wrap)
            .is_some_and(|parent| parent.value().name() == "sup")
}

/// Where the link in or around a raised text leads on this page, and what it is called.
fn link(raised: ElementRef) -> Option<(String, String)> {
    let around = raised.parent().and_then(ElementRef::wrap);
    let inside = raised.descendent_elements();
    let mut links = inside
        .chain(around)
        .filter(|element| element.value().name() == "a");
    let target = links.find_map(|link| link.value().attr("href")?.strip_prefix('#'))?;
    let text: String = raised.text().collect();
    let label = text.trim().trim_matches(['[', ']', '(', ')']).trim();
    let good = !label.is_empty()
        && !label.contains(['[', ']', '^'])
        && !label.contains(char::is_whitespace);
    good.then(|| (target.to_owned(), label.to_owned()))
}
