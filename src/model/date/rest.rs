//! What is left to read of a date in running text, taken piece by piece.

use super::months::{LONGEST_MONTH, month};

/// What is left to read of a date.
#[derive(Clone, Copy)]
pub(super) struct Rest<'a>(pub &'a str);

impl<'a> Rest<'a> {
    /// That sign, if it comes next.
    pub fn sign(&mut self, sign: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    /// One to three spaces or a line break, as in wrapped text.
    pub fn space(&mut self) -> Option<()> {
        let spaces = self
            .0
            .chars()
            .take(3)
            .take_while(|c| c.is_whitespace())
            .map(char::len_utf8)
            .sum();
        self.0 = &self.0[spaces..];
        (spaces > 0).then_some(())
    }

    /// One or two figures.
    pub fn number(&mut self) -> Option<u8> {
        let len = Some(figures(self.0)).filter(|len| (1..=2).contains(len))?;
        let number = self.0[..len].parse().ok()?;
        self.0 = &self.0[len..];
        Some(number)
    }

    /// Four figures.
    pub fn year(&mut self) -> Option<i32> {
        let len = Some(figures(self.0)).filter(|&len| len == 4)?;
        let year = self.0[..len]
            .parse()
            .ok()
            .filter(|year| (1000..2100).contains(year))?;
        self.0 = &self.0[len..];
        Some(year)
    }

    /// Four figures, or four that the editor supplied in brackets: `[1945]`, `194[5]`, `[1945?]`.
    pub fn year_perhaps_supplied(&mut self) -> Option<i32> {
        if self.0.starts_with(|c: char| c.is_ascii_digit())
            && let Some(year) = self.year()
        {
            return Some(year);
        }
        let len = self.0.bytes().take(9).position(|byte| byte == b']')? + 1;
        let written = &self.0[..len];
        let figures: String = written.chars().filter(char::is_ascii_digit).collect();
        let in_doubt = written.ends_with("?]");
        let is_one =
            written.contains('[') && written.len() == figures.len() + 2 + usize::from(in_doubt);
        let mut year = Rest(&figures);
        let year = year.year().filter(|_| is_one && figures.len() == 4)?;
        self.0 = &self.0[len..];
        Some(year)
    }

    /// A year of three figures with nothing behind it that could be what is counted.
    pub fn truncated_year(&mut self) -> Option<i32> {
        let year = &self.0[..figures(self.0)];
        let begins_as_a_year = year.len() == 3
            && ["17", "18", "19", "20"]
                .iter()
                .any(|century| year.starts_with(century));
        let behind = &self.0[year.len()..];
        let line = behind.trim_start_matches([' ', '\u{a0}']);
        let ends = line.is_empty()
            || line.starts_with(['\n', '\r'])
            || behind.starts_with([',', ';', ')', ']']);
        let stops = behind.strip_prefix('.').is_some_and(|rest| {
            rest.trim_start_matches(' ').is_empty() || rest.starts_with(['\n', '\r'])
        });
        if !begins_as_a_year || !(ends || stops) {
            return None;
        }
        self.0 = behind;
        year.parse().ok()
    }

    /// The ending of `29th`, `1er`, `1º`, `29.`
    pub fn ordinal(&mut self) {
        let ending = ["st", "nd", "rd", "th", "er", "-го", "го", "º", "°", "."];
        if let Some(ending) = ending.iter().find(|ending| self.0.starts_with(**ending)) {
            self.0 = &self.0[ending.len()..];
        }
    }

    /// `of April`, `de abril`.
    pub fn particle(&mut self) {
        let particle = ["of ", "de ", "del ", "di ", "d'", "d’"];
        if let Some(particle) = particle
            .iter()
            .find(|particle| self.0.starts_with(**particle))
        {
            self.0 = &self.0[particle.len()..];
        }
    }

    fn word(&self) -> &'a str {
        let letters = self
            .0
            .chars()
            .take(LONGEST_MONTH + 1)
            .take_while(|c| c.is_alphabetic());
        &self.0[..letters.map(char::len_utf8).sum()]
    }

    /// The name of a month.
    pub fn month(&mut self) -> Option<u8> {
        let word = self.word();
        let month = month(word)?;
        self.0 = &self.0[word.len()..];
        Some(month)
    }

    /// A month in Roman numerals.
    pub fn roman(&mut self) -> Option<u8> {
        let word = self.word();
        let place = [
            "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
        ]
        .iter()
        .position(|r| *r == word)?;
        self.0 = &self.0[word.len()..];
        u8::try_from(place + 1).ok()
    }

    /// Whether the date ends here: no letter or figure goes on, but the `г` or `r` for "year" may.
    pub fn ends(&self) -> bool {
        let rest = self.0.strip_prefix(['г', 'r']).unwrap_or(self.0);
        let rest = if rest.starts_with(char::is_alphabetic) {
            self.0
        } else {
            rest
        };
        let goes_on = rest
            .strip_prefix(['.', '/', '-'])
            .unwrap_or(rest)
            .starts_with(|c: char| c.is_ascii_digit());
        !goes_on && !rest.starts_with(char::is_alphanumeric)
    }
}

/// How many figures a text begins with.
pub(super) fn figures(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
