//! What is told of a completion only once somebody looks at it, and where the cursor goes behind it.

use super::{Completion, CompletionKind};
use crate::model::document::Document;
use crate::vocabulary::Vocabulary;

/// All that there is to say of a label, a role or a key, as Markdown: what it means, how it is used, what becomes of it in
/// TEI. None of anything else, of which the list says everything.
pub fn documentation(vocabulary: &Vocabulary, kind: CompletionKind, label: &str) -> Option<String> {
    let told = |about: &str, example: &str, tei: &str| {
        let example = match example.is_empty() {
            true => String::new(),
            false => format!("\n\n```sigla\n{example}\n```"),
        };
        format!("{about}{example}\n\nTEI: `{tei}`")
    };
    match kind {
        CompletionKind::Label => {
            let mut labels = vocabulary.labels().iter();
            let found = labels.find(|it| it.name == label)?;
            Some(told(&found.about, &found.example, &found.tei))
        }
        CompletionKind::Role => {
            let found = vocabulary.role(label)?;
            Some(told(&found.about, &found.example, &found.tei))
        }
        CompletionKind::Key => {
            let found = vocabulary.key(label)?;
            Some(told(&found.about, "", &found.tei))
        }
        CompletionKind::Value | CompletionKind::Name | CompletionKind::Id => None,
    }
}

/// What is put there as a snippet of the protocol, for an editor that moves the cursor: a label with its bracket closed, the
/// cursor before the closer. None where the cursor simply stands behind.
pub fn snippet(document: &Document, completion: &Completion) -> Option<String> {
    if completion.kind != CompletionKind::Label {
        return None;
    }
    let text = document.text();
    let char_at = |byte: usize| text.get_char(text.try_byte_to_char(byte).ok()?);
    let closer = match char_at(completion.range.start.checked_sub(1)?)? {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let is_closed = char_at(completion.range.end) == Some(closer);
    let escaped = completion
        .new
        .replace('\\', "\\\\")
        .replace('$', "\\$")
        .replace('}', "\\}");
    Some(match (is_closed, closer) {
        (true, _) => format!("{escaped}$0"),
        (false, '}') => format!("{escaped}$0\\}}"),
        (false, _) => format!("{escaped}$0]"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::completion::completions;
    use crate::registers::Registers;

    fn snippet_of(text: &str, offset: usize, label: &str) -> Option<String> {
        let document = Document::new(text);
        let found = completions(&document, &Registers::default(), offset).items;
        let item = found
            .iter()
            .find(|it| it.label == label)
            .expect("it is offered");
        snippet(&document, item)
    }

    #[test]
    fn a_label_closes_its_bracket_and_leaves_the_cursor_in_it() {
        assert_eq!(
            snippet_of("a [st", 5, "stamp").as_deref(),
            Some("stamp: $0]")
        );
        assert_eq!(
            snippet_of("a [st]", 5, "stamp").as_deref(),
            Some("stamp: $0")
        );
        assert_eq!(
            snippet_of("{uncl", 5, "unclear").as_deref(),
            Some("unclear: $0\\}")
        );
        assert_eq!(snippet_of("@cl", 3, "classification"), None);
    }

    #[test]
    fn what_a_label_means_is_told_with_an_example() {
        let vocabulary = Vocabulary::builtin();
        let told = |kind, label| documentation(vocabulary, kind, label).unwrap_or_default();
        assert!(told(CompletionKind::Label, "stamp").contains("[stamp:"));
        assert!(told(CompletionKind::Role, "signature").contains("@signature"));
        assert!(told(CompletionKind::Key, "language").contains("TEI: `"));
        assert_eq!(told(CompletionKind::Name, "stamp"), "");
    }
}
