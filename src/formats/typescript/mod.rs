//! A bare typescript, or the text of a web page, as a document: what it says of itself goes into a header, what belongs
//! to the web alone is taken out, and every line's fate is told.

mod body;
mod frame;
mod furniture;
mod paragraphs;
mod tongue;

use crate::model::document::Document;

/// A line that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Without its line end.
    pub text: String,
    /// Why it is furniture of a web page, where the page itself says that it is.
    pub furniture: Option<&'static str>,
}

/// A document made of given lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The document, with a header.
    pub document: String,
    /// What became of each line that was given, in their order.
    pub fates: Vec<Fate>,
    /// Whether the lines were those of a web page.
    pub page: bool,
    /// Whether every other line was blank, as in a typescript typed with double spacing.
    pub double_spaced: bool,
}

impl Imported {
    /// What was done, in short sentences.
    pub fn summary(&self) -> Vec<String> {
        let count = |wanted: fn(&Became) -> bool| {
            let wanted = self.fates.iter().filter(|fate| wanted(&fate.became));
            wanted.count()
        };
        let kept =
            |it: &Became| matches!(it, Became::Kept(_) | Became::Joined(_) | Became::Role(..));
        let counted = [
            (count(kept), "stand in the text"),
            (
                count(|it| matches!(it, Became::Role(..))),
                "of these have a role, such as @dateline",
            ),
            (
                count(|it| matches!(it, Became::Header(..))),
                "went into the header",
            ),
            (
                count(|it| matches!(it, Became::Removed(_))),
                "were taken out",
            ),
            (
                count(|it| matches!(it, Became::BlankRemoved)),
                "were blank and were taken out",
            ),
        ];
        let mut said = Vec::new();
        if self.page {
            said.push("read as a web page".to_owned());
        }
        if self.double_spaced {
            said.push("typed with double spacing: lines are joined into paragraphs".to_owned());
        }
        said.extend(counted.map(|(number, what)| {
            let lines = if number == 1 { "line " } else { "lines" };
            format!("{number:>4} {lines} {what}")
        }));
        said
    }
}

/// Whether a text is the source of a web page.
pub fn is_page(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = text.chars().take(15).collect();
    let start = start.to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The number of the line, from 1.
    pub line: usize,
    /// The line as it was given.
    pub text: String,
    /// What became of it.
    pub became: Became,
    /// The header keys that were filled from it as well, where it stayed in the text.
    pub gave: Vec<&'static str>,
}

/// What a line can become. Lines of the document are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It stands in the document as it was, at this line.
    Kept(usize),
    /// It stands at this line, joined with the line before: the blank lines between are taken out.
    Joined(usize),
    /// It stands at this line, behind the name of its role.
    Role(&'static str, usize),
    /// Its words stand in the header under these keys; what was left out of it, if anything.
    Header(Vec<&'static str>, Option<&'static str>),
    /// It was taken out, and why.
    Removed(String),
    /// It is blank and parts two blocks.
    Blank,
    /// It is blank and was taken out.
    BlankRemoved,
}

/// Makes a document of a text. A text that has a header is left as it is. Linear in the text.
///
/// Nothing is left out but blank lines, furniture of a web page, and what the header says instead; the fates list it all.
pub fn import(text: &str) -> Imported {
    if Document::new(text).header().is_some() {
        let fates = lines(text).into_iter().enumerate().map(|(at, line)| Fate {
            line: at + 1,
            became: if line.text.trim().is_empty() {
                Became::Blank
            } else {
                Became::Kept(at + 1)
            },
            text: line.text,
            gave: Vec::new(),
        });
        return Imported {
            document: text.to_owned(),
            fates: fates.collect(),
            ..Imported::default()
        };
    }
    let lines = lines(text);
    let page = frame::is_page(&lines);
    import_lines(lines, page)
}

/// Makes a document of the text of a saved web page.
pub fn import_page(html: &str) -> Imported {
    import_lines(super::html::lines(html), true)
}

/// The lines of a text; a line ends at LF, CRLF or CR, as everywhere. A byte order mark is none of its characters.
fn lines(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.lines().map(|line| Line {
        text: line.to_owned(),
        furniture: None,
    });
    lines.collect()
}

fn import_lines(lines: Vec<Line>, page: bool) -> Imported {
    let paragraphs = paragraphs::read(&lines);
    let mut frame = frame::read(&lines, &paragraphs.list, page);
    let language = tongue::guess(&lines);
    let (document, became) = body::write(&lines, &paragraphs, &mut frame, language);
    let fates = lines.into_iter().zip(became).enumerate();
    let fates = fates.map(|(at, (line, became))| {
        let stays = matches!(
            became,
            Became::Kept(_) | Became::Joined(_) | Became::Role(..)
        );
        Fate {
            line: at + 1,
            text: line.text,
            gave: if stays { frame.keys_of(at) } else { Vec::new() },
            became,
        }
    });
    Imported {
        document,
        fates: fates.collect(),
        page,
        double_spaced: paragraphs.double_spaced,
    }
}

#[cfg(test)]
mod tests;
