//! The dumps of GeoNames: places, a line each of 19 columns, and their further names, of 10.

mod codes;

use std::io::{self, BufRead};

use super::lp_values::{coordinates, country};
use super::stream::{Item, Take, Unread, give};
use super::{Form, Problem, Record};
use crate::registers::gazetteer::{Name, Years};
use crate::registers::tsv::shown;
use codes::{kind, type_of};

/// A longer line is no line of a dump.
const LONGEST_LINE: usize = 1 << 20;
/// Columns of a place and of a name.
const PLACE: usize = 19;
const NAME: usize = 10;

/// Reads a dump of places.
pub(super) fn places(from: &mut impl BufRead, take: Take) -> Result<(), Unread> {
    let mut seen = Seen::default();
    lines(from, take, &mut |line, take| {
        let Some(cells) = line.cells(15, PLACE, take)? else {
            return Ok(());
        };
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let (number, name) = (cell(0).parse::<u32>().ok(), cell(1).trim());
        let Some(number) = number.filter(|&number| number > 0) else {
            return line.left_out(
                take,
                format!("`{}` is no number of a place", shown(cell(0))),
            );
        };
        if name.is_empty() {
            return line.left_out(take, format!("place {number} has no name"));
        }
        if seen.again(number) {
            let what = format!("place {number} is there already");
            line.problem(take, what, "its names are added to the first")?;
        }
        let (at, wrong) = match (cell(4), cell(5)) {
            ("", "") => (None, None),
            (lat, lon) => coordinates(lat, lon),
        };
        if let Some((what, done)) = wrong {
            line.problem(take, what, &done)?;
        }
        let mut countries = Vec::new();
        for code in std::iter::once(cell(8))
            .chain(cell(9).split(','))
            .map(str::trim)
        {
            match country(code) {
                Ok(code) if !countries.contains(&code) => countries.push(code),
                Err((what, done)) if !code.is_empty() => line.problem(take, what, &done)?,
                _ => {}
            }
        }
        let population = match cell(14) {
            "" => 0,
            // The world has more people than a number of 32 bits.
            written => match written.parse::<u64>() {
                Ok(people) => u32::try_from(people).unwrap_or(u32::MAX),
                Err(_) => {
                    let what = format!("`{}` is no number of people", shown(written));
                    line.problem(take, what, "it is left out")?;
                    0
                }
            },
        };
        let (kind, codes) = (kind(cell(6), cell(7)), &cells[8..cells.len().min(14)]);
        let units = units(codes);
        let record = Record {
            id: number.to_string(),
            names: forms(name, cell(2), cell(3)),
            kind,
            types: Some(type_of(cell(7)))
                .filter(|it| !it.is_empty())
                .into_iter()
                .collect(),
            countries,
            at,
            links: vec![format!("gn:{number}")],
            population,
            source: "GeoNames".to_owned(),
            range: line.start..line.start + line.text.len(),
            ..Record::default()
        };
        // A unit is found by its codes, and lies in the unit whose codes it shares but for its own.
        let own = own_code(cell(7), codes);
        let parents = units
            .into_iter()
            .filter(|unit| Some(unit) != own.as_ref())
            .collect();
        let ids = own.into_iter().collect();
        give(
            take,
            Item::Place {
                record: Box::new(record),
                ids,
                parents,
            },
        )
    })
}

/// Reads a dump of further names.
pub(super) fn names(from: &mut impl BufRead, take: Take) -> Result<(), Unread> {
    lines(from, take, &mut |line, take| {
        let Some(cells) = line.cells(4, NAME, take)? else {
            return Ok(());
        };
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default().trim();
        let (number, language, form) = (cell(1).parse::<u32>().ok(), cell(2), cell(3));
        let Some(number) = number.filter(|&number| number > 0) else {
            return line.left_out(
                take,
                format!("`{}` is no number of a place", shown(cell(1))),
            );
        };
        if form.is_empty() {
            return line.left_out(take, format!("a name of place {number} is empty"));
        }
        match language {
            "link" => return give(take, Item::Link(number, form.to_owned())),
            "wkdt" => return give(take, Item::Link(number, format!("wd:{form}"))),
            // Codes of post, harbours, airports and railways are no names.
            "post" | "unlc" | "iata" | "icao" | "faac" | "tcid" | "phon" => return Ok(()),
            _ => {}
        }
        let mut years = Years::default();
        for (at, year) in [(8, &mut years.from), (9, &mut years.to)] {
            *year = first_year(cell(at));
            if year.is_none() && !cell(at).is_empty() {
                let what = format!(
                    "`{}` is no year of the name {}",
                    shown(cell(at)),
                    shown(form)
                );
                line.problem(take, what, "it is left out")?;
            }
        }
        let historic = cell(7) == "1";
        let name = Name {
            form: form.to_owned(),
            language: tag(language),
            years,
            reference: if historic {
                "GeoNames, as historic"
            } else {
                ""
            }
            .to_owned(),
        };
        give(take, Item::Name(number, name))
    })
}

/// The BCP 47 tag of GeoNames' code of a language, which has a few of its own.
fn tag(code: &str) -> Option<String> {
    let tag = match code {
        "" | "abbr" => return None,
        "piny" => "zh-Latn-pinyin",
        "fr_1793" => "fr",
        code => code,
    };
    let is_tag = tag
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then(|| tag.to_owned())
}

/// The year at the beginning of a date: `1924`, `1924-01-26`, `-320`.
fn first_year(written: &str) -> Option<i16> {
    let (sign, rest) = match written.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, written),
    };
    let end = rest
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(rest.len());
    let rest_is_date = rest[end..].is_empty() || rest[end..].starts_with(['-', '/', '.', ' ']);
    let year = rest[..end].parse::<i16>().ok().filter(|_| rest_is_date)?;
    // GeoNames' editors write 0 where they know nothing.
    Some(sign * year).filter(|&year| year != 0)
}

/// The name, then the others, each once.
fn forms(name: &str, ascii: &str, alternates: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let others = alternates.split(',').chain([ascii]).map(str::trim);
    for form in std::iter::once(name)
        .chain(others)
        .filter(|form| !form.is_empty())
    {
        if !forms.iter().any(|known| known.form == form) {
            forms.push(Form {
                form: form.to_owned(),
                ..Form::default()
            });
        }
    }
    forms
}

/// Names for a unit with these codes (country, other countries, then the orders): from the smallest to the country.
fn units(codes: &[&str]) -> Vec<String> {
    let Some((country, orders)) = codes
        .split_first()
        .filter(|(country, _)| !country.is_empty())
    else {
        return Vec::new();
    };
    let mut units = vec![format!("admin:{country}")];
    for code in orders
        .iter()
        .skip(1)
        .take_while(|code| !code.is_empty() && **code != "00")
    {
        let last = units.last().expect("the country is there");
        units.push(format!("{last}.{code}"));
    }
    units.reverse();
    units
}

/// What a unit is called by its codes, where this is one.
fn own_code(code: &str, codes: &[&str]) -> Option<String> {
    let orders = match code {
        "PCLI" | "PCL" | "PCLS" | "PCLIX" | "PCLF" | "PCLD" => 0,
        "ADM1" => 1,
        "ADM2" => 2,
        "ADM3" => 3,
        "ADM4" => 4,
        _ => return None,
    };
    let units = units(codes);
    units
        .len()
        .checked_sub(orders + 1)
        .map(|at| units[at].clone())
}

/// A line of a dump, with where it stands.
struct Line<'a> {
    number: usize,
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// Its cells, at least so many; a line of another number than there should be is told of.
    fn cells(
        &self,
        least: usize,
        usual: usize,
        take: Take,
    ) -> Result<Option<Vec<&'a str>>, Unread> {
        let cells: Vec<&str> = self.text.split('\t').collect();
        if cells.len() < least {
            let what = format!(
                "the line has {} columns, not {usual}: `{}`",
                cells.len(),
                shown(self.text)
            );
            self.left_out(take, what)?;
            return Ok(None);
        }
        if cells.len() > usual {
            let what = format!("the line has {} columns, not {usual}", cells.len());
            self.problem(take, what, "those behind are passed over")?;
        }
        Ok(Some(cells))
    }

    fn problem(&self, take: Take, what: String, done: &str) -> Result<(), Unread> {
        self.tell(take, what, done, false)
    }

    fn left_out(&self, take: Take, what: String) -> Result<(), Unread> {
        self.tell(take, what, "the line is left out", true)
    }

    fn tell(&self, take: Take, what: String, done: &str, left_out: bool) -> Result<(), Unread> {
        let problem = Problem {
            range: self.start..self.start + self.text.len(),
            line: self.number,
            what,
            done: done.to_owned(),
            left_out,
        };
        give(take, Item::Problem(problem))
    }
}

type EachLine<'a> = &'a mut dyn FnMut(&Line, Take) -> Result<(), Unread>;

/// Goes through the lines that are text; tells of those that are not.
fn lines(from: &mut impl BufRead, take: Take, each: EachLine) -> Result<(), Unread> {
    let (mut bytes, mut start) = (Vec::new(), 0);
    for number in 1.. {
        bytes.clear();
        let limit = LONGEST_LINE as u64;
        let mut read = io::Read::take(&mut *from, limit).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(());
        }
        let too_long = read == LONGEST_LINE && bytes.last() != Some(&b'\n');
        if too_long {
            read += from.skip_until(b'\n')?;
        }
        let mut content = bytes.as_slice();
        if number == 1 {
            content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
        }
        let content = content.strip_suffix(b"\n").unwrap_or(content);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        match std::str::from_utf8(content) {
            _ if too_long => {
                let line = Line {
                    number,
                    start,
                    text: "",
                };
                line.left_out(take, "the line is longer than a million bytes".to_owned())?;
            }
            Ok(text) if text.trim().is_empty() || text.starts_with('#') => {}
            Ok(text) => each(
                &Line {
                    number,
                    start,
                    text,
                },
                take,
            )?,
            Err(error) => {
                let text = std::str::from_utf8(&content[..error.valid_up_to()]).unwrap_or_default();
                let line = Line {
                    number,
                    start,
                    text,
                };
                line.left_out(
                    take,
                    format!("a byte that is not UTF-8 behind `{}`", shown(text)),
                )?;
            }
        }
        start += read;
    }
    Ok(())
}

/// The numbers that were seen: a bit each, so that all of GeoNames takes two megabytes.
#[derive(Default)]
struct Seen(Vec<u64>);

impl Seen {
    /// Whether this number was seen before; numbers that GeoNames will not reach for long are not kept.
    fn again(&mut self, number: u32) -> bool {
        const BEYOND: u32 = 1 << 28;
        if number >= BEYOND {
            return false;
        }
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        let again = self.0[word] & bit != 0;
        self.0[word] |= bit;
        again
    }
}

#[cfg(test)]
mod tests;
