//! Items nest by the kind of their labels in the order of appearance, not by indentation.

use super::facts::hash;

/// The label of an item: its kind, and what it may count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    kind: Kind,
    /// `i)` is a letter behind `h)` and a numeral elsewhere, so both are kept.
    letter: Option<char>,
    roman: bool,
    /// The number of `12)`, or of the last group of `2.1.`
    number: Option<u32>,
    /// The value of a Roman numeral.
    numeral: Option<u32>,
    /// A hash of the groups before the last.
    groups: u64,
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
        let (groups, last) = body.rsplit_once('.').unwrap_or(("", body));
        let numeral = roman.then(|| roman_number(body)).flatten();
        let (groups, number) = (hash(groups), last.parse().ok());
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
            number,
            numeral,
            groups,
        }
    }

    /// How it is counted as one of that kind: dashes are not, and letters only within an alphabet.
    fn count(&self, kind: Kind) -> Option<Count> {
        let number = match kind.body {
            Body::Dash => None,
            Body::Number(_) => self.number,
            Body::Roman { .. } => self.numeral,
            Body::Letter { .. } => self.letter.and_then(place_in_alphabet),
        };
        number.map(|number| Count {
            number,
            list: self.groups,
        })
    }
}

/// The value of a Roman numeral below 90, which no list passes.
fn roman_number(numeral: &str) -> Option<u32> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let (mut sum, mut behind) = (0, 0);
    for c in numeral.chars().rev() {
        let value = value(c)?;
        if value < behind {
            sum -= value;
        } else {
            sum += value;
            behind = value;
        }
    }
    u32::try_from(sum).ok()
}

/// Russian lists leave out `ё`, `й` and the letters that begin no word.
const ALPHABETS: [&str; 2] = ["abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя"];

/// From 1.
fn place_in_alphabet(letter: char) -> Option<u32> {
    let letter = letter.to_lowercase().next()?;
    let place = ALPHABETS
        .iter()
        .find_map(|alphabet| alphabet.chars().position(|c| c == letter))?;
    u32::try_from(place + 1).ok()
}

/// The label that follows one in its list, in the same form: `2.` behind `1.`, `b)` behind `a)`. `before` is the label of the
/// item before it, which tells `i)` behind `h)` from the first Roman numeral. None behind the last letter or a large number.
pub fn following(label: &str, before: Option<&str>) -> Option<String> {
    let read = Label::read(label);
    let body = label.trim_matches(['(', ')', '.']);
    let is_upper = body.chars().next().is_some_and(char::is_uppercase);
    let new = match read.kind.body {
        Body::Dash => return Some(label.to_owned()),
        Body::Number(_) => {
            let groups = body.rfind('.').map_or(0, |stop| stop + 1);
            // A longer number is a year and no label.
            let number = read.number.filter(|number| *number < 999)?;
            format!("{}{}", &body[..groups], number + 1)
        }
        Body::Letter { .. } | Body::Roman { .. } => {
            let letter = read.letter.filter(|letter| {
                let before = before.map(Label::read).filter(|it| it.kind == read.kind);
                let follows = before.and_then(|it| next_letter(it.letter?)) == Some(*letter);
                !read.roman || follows || !"ivx".contains(letter.to_ascii_lowercase())
            });
            let new = match letter {
                Some(letter) => in_alphabet(place_in_alphabet(letter)? + 1, letter)?.to_string(),
                None => as_roman(read.numeral? + 1)?,
            };
            match is_upper {
                true => new.to_uppercase(),
                false => new,
            }
        }
    };
    Some(label.replacen(body, &new, 1))
}

/// The letter at a place of the alphabet that has another one.
fn in_alphabet(place: u32, of: char) -> Option<char> {
    let of = of.to_lowercase().next()?;
    let alphabet = ALPHABETS.iter().find(|alphabet| alphabet.contains(of))?;
    alphabet
        .chars()
        .nth(usize::try_from(place).ok()?.checked_sub(1)?)
}

/// A Roman numeral below 90.
fn as_roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 7] = [
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let (mut rest, mut numeral) = (Some(number).filter(|number| *number < 90)?, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            numeral.push_str(sign);
            rest -= value;
        }
    }
    Some(numeral)
}

/// The lists that are open, outermost first, each with its last label.
#[derive(Clone, Debug, Default)]
pub struct Nesting {
    open: Vec<(Kind, Label)>,
}

/// Where an item stands among those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPlace {
    /// How deep, from 0.
    pub depth: usize,
    /// How its label is counted.
    pub count: Option<Count>,
    /// How the label of the item before it in the same list is counted.
    pub before: Option<Count>,
}

/// How a label is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// From 1.
    pub number: u32,
    /// What tells lists apart that count for themselves: the groups before the last, as in `2.1.`
    list: u64,
}

impl Count {
    /// Whether both belong to one list.
    pub fn is_beside(self, other: Count) -> bool {
        self.list == other.list
    }
}

impl Nesting {
    /// Takes the next item and says how deep it stands, from 0: a kind seen further out returns there, a new kind
    /// goes one deeper.
    pub fn place(&mut self, label: Label) -> usize {
        self.take(&label).depth
    }

    /// Takes the next item as [`Nesting::place`] does, and says also how it is counted.
    pub fn take(&mut self, label: &Label) -> ItemPlace {
        let mut kind = label.kind;
        if let (Body::Letter { upper }, true, Some(letter)) = (kind.body, label.roman, label.letter)
        {
            // `i)` follows `h)`, or starts a list of numerals.
            let follows = self.open.iter().any(|(open, last)| {
                *open == kind
                    && last
                        .letter
                        .is_some_and(|last| next_letter(last) == Some(letter))
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
        let mut before = None;
        if let Some(depth) = self.open.iter().position(|(open, _)| *open == kind) {
            before = self.open[depth].1.count(kind);
            self.open.truncate(depth);
        }
        self.open.push((kind, label.clone()));
        ItemPlace {
            depth: self.open.len() - 1,
            count: label.count(kind),
            before,
        }
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

    #[test]
    fn a_label_is_followed_by_the_next_of_its_form() {
        for (before, label, expected) in [
            (None, "1.", Some("2.")),
            (None, "(12)", Some("(13)")),
            (None, "2.9)", Some("2.10)")),
            (None, "a)", Some("b)")),
            (None, "A.", Some("B.")),
            (None, "z)", None),
            (None, "и)", Some("к)")),
            (None, "i)", Some("ii)")),
            (Some("h)"), "i)", Some("j)")),
            (Some("h."), "i)", Some("ii)")),
            (None, "c)", Some("d)")),
            (None, "VIII.", Some("IX.")),
            (None, "xxxix)", Some("xl)")),
            (None, "lxxxix)", None),
            (None, "-", Some("-")),
            (None, "999.", None),
        ] {
            assert_eq!(following(label, before).as_deref(), expected, "{label}");
        }
    }

    #[test]
    fn a_label_is_counted_in_its_own_list() {
        #[track_caller]
        fn check(labels: &str, expected: &[(u32, u32)]) {
            let mut nesting = Nesting::default();
            let number = |count: Option<Count>| count.map_or(0, |count| count.number);
            let found: Vec<_> = labels
                .split(' ')
                .map(|label| nesting.take(&Label::read(label)))
                .map(|place| (number(place.before), number(place.count)))
                .collect();
            assert_eq!(found, expected, "{labels}");
        }
        check("1. a) b) 2. a)", &[(0, 1), (0, 1), (1, 2), (1, 2), (0, 1)]);
        check("h) i) j)", &[(0, 8), (8, 9), (9, 10)]);
        check("i) ii) iv)", &[(0, 1), (1, 2), (2, 4)]);
        check("и) к)", &[(0, 9), (9, 10)]);
        check("- -", &[(0, 0), (0, 0)]);
    }
}
