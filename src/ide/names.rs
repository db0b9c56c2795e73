//! A name and all that means the same: its definition, its mentions in a document, and renaming it.

use std::ops::Range;
use std::path::PathBuf;

use crate::model::document::Document;
use crate::model::glosses;
use crate::model::mentions::{Mention, mention_at, mentions};
use crate::registers::gazetteer::loosen;
use crate::registers::{Registers, Row};
use crate::rules::Edit;
use crate::vocabulary::Class;

/// Where a name is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// A row of a register, in bytes of its file.
    Row {
        /// The file.
        file: PathBuf,
        /// Its text as it was read.
        text: std::sync::Arc<str>,
        /// The row.
        range: Range<usize>,
    },
    /// The name where this document glosses it first, in bytes of the document.
    Gloss(Range<usize>),
}

/// Where the name at a byte is defined: its rows in the registers, or else where the document glosses it first.
pub fn definitions(document: &Document, registers: &Registers, offset: usize) -> Vec<Definition> {
    let Some(mention) = mention_at(document, registers, offset) else {
        return Vec::new();
    };
    let rows = mention.rows.iter().filter_map(|&row| {
        let file = registers.file_of(row)?;
        Some(Definition::Row {
            file: file.path.clone(),
            text: file.text.clone(),
            range: registers.range(row),
        })
    });
    let rows: Vec<_> = rows.collect();
    match rows.is_empty() {
        true => first_gloss(document, &mention)
            .map(Definition::Gloss)
            .into_iter()
            .collect(),
        false => rows,
    }
}

fn first_gloss(document: &Document, mention: &Mention) -> Option<Range<usize>> {
    let of_name = glosses::glosses_with(document, &mention.key).into_iter();
    let mut of_name = of_name.filter(|gloss| gloss.class == Class::OtherName);
    of_name.next().map(|gloss| gloss.name)
}

/// Every mention in a document of what the name at a byte means, in the order of the text.
pub fn same(document: &Document, registers: &Registers, offset: usize) -> Vec<Mention> {
    let Some(mention) = mention_at(document, registers, offset) else {
        return Vec::new();
    };
    let all = mentions(document, registers).into_iter();
    all.filter(|other| other.means_the_same_as(&mention))
        .collect()
}

/// A name that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Where it stands, in bytes of the document.
    pub range: Range<usize>,
    /// As it is written there.
    pub written: String,
    /// What it means.
    pub mention: Mention,
}

/// The name at a byte, if it can be renamed; else why it cannot.
pub fn renamed(
    document: &Document,
    registers: &Registers,
    offset: usize,
) -> Result<Renamed, String> {
    let Some(mention) = mention_at(document, registers, offset) else {
        return Err("no name that a register or gazetteer knows stands here".to_owned());
    };
    let written = document.slice(mention.range.clone()).into_owned();
    if mention.rows.len() > 1 {
        return Err(format!(
            "`{written}` may be any of {} rows of the registers; say which with `{{@id}}` first",
            mention.rows.len()
        ));
    }
    Ok(Renamed {
        range: mention.range.clone(),
        written,
        mention,
    })
}

/// Why a name cannot be what a name is to become.
pub fn complaint(new: &str) -> Option<String> {
    let new = new.trim();
    if new.is_empty() {
        return Some("a name has at least one letter".to_owned());
    }
    let sign = new.chars().find(|c| "[]{}\\_*^~|@%`#\t\n\r".contains(*c));
    sign.map(|sign| {
        format!(
            "`{}` is a sign of the format, and no part of a name",
            sign.escape_debug()
        )
    })
}

impl Renamed {
    /// The edits that write `new` wherever a document has this name in this or a nearly equal spelling (`Tarbagatai`,
    /// `Tarbaghatai`), and means the same. Its other names (`Tacheng`) stay.
    pub fn edits(&self, document: &Document, registers: &Registers, new: &str) -> Vec<Edit> {
        let loose = loosen(&self.written);
        let all = mentions(document, registers).into_iter();
        let meant = all.filter(|other| self.mention.means_the_same_as(other));
        let spelled = meant.filter(|other| loosen(&document.slice(other.range.clone())) == loose);
        spelled
            .map(|other| Edit {
                range: other.range,
                new: new.trim().to_owned(),
            })
            .collect()
    }

    /// The edits in the register that has the name: its spellings there become `new`.
    pub fn edits_in_register(&self, registers: &Registers, new: &str) -> Option<(Row, Vec<Edit>)> {
        let &row = self.mention.rows.first()?;
        let loose = loosen(&self.written);
        let forms = registers
            .names(row)
            .iter()
            .filter(|form| loosen(&form.form) == loose && !form.range.is_empty());
        let edits = forms.map(|form| Edit {
            range: form.range.clone(),
            new: new.trim().to_owned(),
        });
        Some((row, edits.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Topic;

    const PLACES: &str =
        "id\ttitle\tvariants\ntarbagatai\tTarbagatai\tTacheng\nurumqi\tUrumchi\tTihwa\n";

    fn marked(text: &str) -> (Document, usize) {
        let offset = text.find("$0").expect("the cursor is marked by $0");
        (Document::new(&text.replace("$0", "")), offset)
    }

    #[track_caller]
    fn check_rename(text: &str, new: &str, expected: &str) {
        let registers = Registers::of_text(Topic::Places, "places.tsv".into(), PLACES);
        let (document, offset) = marked(text);
        let after = match renamed(&document, &registers, offset) {
            Ok(renamed) => {
                let mut text = String::from(document.text());
                for edit in renamed.edits(&document, &registers, new).iter().rev() {
                    text.replace_range(edit.range.clone(), &edit.new);
                }
                text
            }
            Err(message) => message,
        };
        assert_eq!(after, expected);
    }

    #[test]
    fn what_is_meant_is_renamed_and_nothing_else() {
        check_rename(
            "In Tarbag$0atai [Tacheng] and Tarbagatai's north, in Urumchi",
            "Chuguchak",
            "In Chuguchak [Tacheng] and Chuguchak's north, in Urumchi",
        );
        // No register has it: the spellings of the name are what it is.
        check_rename(
            "the garrison of Ghul$0ja [Yining]; near Gulja and Yining",
            "Kuldja",
            "the garrison of Kuldja [Yining]; near Kuldja and Yining",
        );
        check_rename(
            "General Washington is in Washing$0ton, D.C.",
            "Georgetown",
            "General Washington is in Georgetown, D.C.",
        );
        check_rename(
            "the gar$0rison",
            "x",
            "no name that a register or gazetteer knows stands here",
        );
    }

    #[test]
    fn a_name_has_no_signs() {
        assert_eq!(complaint("Kul'dzha"), None);
        assert!(complaint(" ").is_some());
        assert!(complaint("A [B]").is_some());
    }

    #[test]
    fn a_name_is_defined_in_its_register_or_where_it_is_glossed() {
        let registers = Registers::of_text(Topic::Places, "places.tsv".into(), PLACES);
        let (document, offset) = marked("in Tac$0heng");
        let found = definitions(&document, &registers, offset);
        let [Definition::Row { text, range, .. }] = &found[..] else {
            panic!("{found:?}");
        };
        assert!(text[range.clone()].starts_with("tarbagatai\t"));
        let (document, offset) = marked("Ghulja [Yining] is large. In Yin$0ing all is quiet");
        assert_eq!(
            definitions(&document, &registers, offset),
            [Definition::Gloss(0..6)]
        );
    }
}
