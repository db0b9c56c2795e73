//! The nearest spelling: what someone most likely meant.

use strsim::osa_distance;

use super::fold;

/// A shorter word is never taken for a slip: too many words are one letter apart.
const SHORTEST: usize = 5;

/// The row with the folded spelling nearest to `written`, if it is near enough to be a slip; the least row on a tie.
pub(super) fn nearest<S: AsRef<str>>(
    written: &str,
    spellings: impl Iterator<Item = (S, usize)>,
) -> Option<usize> {
    let written = fold(written);
    let near = spellings
        .filter_map(|(spelling, row)| Some((slips_between(&written, spelling.as_ref())?, row)));
    near.min().map(|(_, row)| row)
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

#[cfg(test)]
mod tests {
    use crate::vocabulary::Vocabulary;

    #[test]
    fn the_nearest_label_is_a_slip_away() {
        for (written, name) in [
            ("ilegible", "illegible"),
            ("illegable", "illegible"),
            ("handwriten", "handwritten"),
            ("hanwriten", "handwritten"),
            ("singature", "signature"),
            ("transaltor", "translator"),
            ("stmap", "stamp"),
            ("crossd out", "crossed out"),
            ("redactd", "redacted"),
            ("unlesrlich", "illegible"),
            ("нерзборчиво", "illegible"),
            ("vote", ""),
            ("stump", ""),
            ("Martin", ""),
            ("recto", ""),
            ("Washington", ""),
            ("", ""),
            ("See also", ""),
        ] {
            let nearest = Vocabulary::builtin().nearest_label(written);
            assert_eq!(nearest.map_or("", |label| &label.name), name, "{written:?}");
        }
    }

    #[test]
    fn keys_and_roles_are_spelt_exactly_and_suggested_loosely() {
        let vocabulary = Vocabulary::builtin();
        assert_eq!(
            vocabulary.key("provenance").map(|key| key.name.as_str()),
            Some("source")
        );
        assert!(vocabulary.key("Title").is_none() && vocabulary.role("Sender").is_none());
        for (written, name) in [
            ("Title", "title"),
            ("original language", "original-language"),
            ("clasification", "classification"),
            ("recipent", "recipient"),
            ("soruce", "source"),
            ("colour", ""),
        ] {
            let nearest = vocabulary.nearest_key(written);
            assert_eq!(nearest.map_or("", |key| &key.name), name, "{written:?}");
        }
        for (written, name) in [
            ("Sender", "sender"),
            ("adressee", "addressee"),
            ("salutaton", "salutation"),
            ("me", ""),
        ] {
            let nearest = vocabulary.nearest_role(written);
            assert_eq!(nearest.map_or("", |role| &role.name), name, "{written:?}");
        }
    }
}
