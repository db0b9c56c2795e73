//! How two spellings, or a spelling and a language, relate.

/// Whether the letters of the short form stand in the full one in their order, from the first on, and two or more are
/// missing: `Compts`, `Compliments`.
pub(super) fn abbreviates(short: &str, full: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
    }
    let mut rest = letters(full);
    let found = letters(short).all(|letter| rest.any(|other| other == letter));
    let count = letters(short).count();
    count > 0
        && found
        && count + 1 < letters(full).count()
        && letters(short).next() == letters(full).next()
}

/// Whether two words of four letters or more differ in at most a third of them.
pub(super) fn is_near(written: &str, meant: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    let (shortest, longest) = (
        letters(written).min(letters(meant)),
        letters(written).max(letters(meant)),
    );
    shortest >= 4
        && longest < 30
        && (longest - shortest) * 3 <= longest
        && written != meant
        && 3 * strsim::osa_distance(&written.to_lowercase(), &meant.to_lowercase()) <= longest
}

/// Whether a word has what romanised Slavic, Turkic or Chinese words have and others seldom.
pub(super) fn looks_romanised(word: &str) -> bool {
    const SIGNS: &[&str] = &[
        "zh", "kh", "shch", "yy", "iy", "aya", "oye", "'", "ʹ", "yu", "ya", "qi", "xi",
    ];
    let word = word.to_lowercase();
    word.chars().count() > 3 && SIGNS.iter().any(|sign| word.contains(sign))
}
