//! A key of the header, and its value.

use super::{At, Hover, citation};
use crate::model::date::{self, Calendar};
use crate::model::document::Document;
use crate::model::header::plain;
use crate::model::language;
use crate::vocabulary::{Key, Kind};

pub(super) fn find(at: &At) -> Option<Hover> {
    let header = at.block.block.facts.header.as_deref()?;
    let field = header.fields.iter().find(|field| at.is_in(&field.range))?;
    let key = at.document.vocabulary().key(&at.text[field.key.clone()])?;
    let Some(value) = field.values.iter().find(|value| at.is_in(value)) else {
        return at.hover(&field.key, describe(key));
    };
    let text = plain(&at.text[value.clone()]);
    match key.kind {
        Kind::Citation => citation::find(at, value),
        Kind::Date => at.hover(value, explain_date(at.document, &text)),
        Kind::Language => at.hover(value, explain_language(&text)),
        _ => None,
    }
}

fn describe(key: &Key) -> String {
    let needed = if key.needed { " · needed" } else { "" };
    let list = if key.list { " · may be a list" } else { "" };
    let values = match key.values.as_slice() {
        [] => String::new(),
        values => format!("\n\nValues: {}", values.join(" · ")),
    };
    format!(
        "**{}**{needed}{list}\n\n{}\n\n```sigla\n{}\n```\n\nISAD(G) {} · TEI `{}`{values}",
        key.name, key.about, key.example, key.isad, key.tei
    )
}

fn explain_date(document: &Document, value: &str) -> String {
    match date::parse(value) {
        Ok(parsed) => super::date::describe(document, &Ok(parsed), Calendar::Western),
        Err(malformed) => malformed.to_string(),
    }
}

fn explain_language(value: &str) -> String {
    match language::check_tag(value) {
        Ok(()) => language::language(value).map_or_else(
            || format!("`{value}`"),
            |language| format!("**{}** (`{value}`, BCP 47)", language.name),
        ),
        Err(malformed) => malformed.to_string(),
    }
}
