//! Items nest by the kind of their labels in the order of appearance, not by indentation.

/// The label of an item: its kind, and its value where that is sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    kind: Kind,
    /// `i)` is a letter behind `h)` and a numeral elsewhere, so both are kept.
    letter: Option<char>,
    roman: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    body: Body,
    parenthesis: bool,
    full_stop: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    Dash,
    /// With the number of its groups: `1.` has one, `1.2.` two.
    Number(usize),
    Letter {
        upper: bool,
    },
    Roman {
        upper: bool,
    },
}

impl Label {
    /// Reads a label as the grammar takes it: `1.` `12)` `2.1.` `a)` `(iv)` `-`.
    pub fn read(label: &str) -> Label {
        let body = label.trim_matches(['(', ')', '.']);
        let upper = body.chars().next().is_some_and(char::is_uppercase);
        let roman = !body.is_empty()
            && body
                .chars()
                .all(|c| "ivxlcdm".contains(c.to_ascii_lowercase()));
        let letter = (body.chars().count() == 1)
            .then(|| body.chars().next())
            .flatten();
        let body = match body.chars().next() {
            None | Some('-') => Body::Dash,
            Some(c) if c.is_ascii_digit() => Body::Number(body.split('.').count()),
            _ if letter.is_some() => Body::Letter { upper },
            _ => Body::Roman { upper },
        };
        let kind = Kind {
            body,
            parenthesis: label.starts_with('('),
            full_stop: label.ends_with('.'),
        };
        Label {
            kind,
            letter,
            roman,
        }
    }
}

/// The lists that are open, outermost first, each with its last label.
#[derive(Clone, Debug, Default)]
pub struct Nesting {
    open: Vec<(Kind, Option<char>)>,
}

impl Nesting {
    /// Takes the next item and says how deep it stands, from 0: a kind seen further out returns there, a new kind
    /// goes one deeper.
    pub fn place(&mut self, label: Label) -> usize {
        let mut kind = label.kind;
        if let (Body::Letter { upper }, true, Some(letter)) = (kind.body, label.roman, label.letter)
        {
            // `i)` follows `h)`, or starts a list of numerals.
            let follows = self.open.iter().any(|(open, last)| {
                *open == kind && last.is_some_and(|last| next_letter(last) == Some(letter))
            });
            if !follows
                && (letter.eq_ignore_ascii_case(&'i')
                    || self.is_open(Kind {
                        body: Body::Roman { upper },
                        ..kind
                    }))
            {
                kind.body = Body::Roman { upper };
            }
        }
        if let Some(depth) = self.open.iter().position(|(open, _)| *open == kind) {
            self.open.truncate(depth);
        }
        self.open.push((kind, label.letter));
        self.open.len() - 1
    }

    fn is_open(&self, kind: Kind) -> bool {
        self.open.iter().any(|(open, _)| *open == kind)
    }
}

fn next_letter(letter: char) -> Option<char> {
    char::from_u32(u32::from(letter) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(labels: &str, depths: &[usize]) {
        let mut nesting = Nesting::default();
        let found: Vec<_> = labels
            .split(' ')
            .map(|label| nesting.place(Label::read(label)))
            .collect();
        assert_eq!(found, depths, "{labels}");
    }

    #[test]
    fn items_nest_by_the_kind_of_their_labels() {
        check("1. 2. 3.", &[0, 0, 0]);
        check("3. a) b) 4. 5. a)", &[0, 1, 1, 0, 0, 1]);
        check("1. a) i) ii) b) 2. - -", &[0, 1, 2, 2, 1, 0, 1, 1]);
        check("g) h) i) j)", &[0, 0, 0, 0]);
        check("1. 1) (a) 1.1. 2.", &[0, 1, 2, 3, 0]);
        check("II. A) III.", &[0, 1, 0]);
    }
}
