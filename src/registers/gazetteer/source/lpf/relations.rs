//! What a feature is related to: what it lies in, the same place elsewhere, and what is said of it.

use serde_json::Value;

use super::values::text;
use super::{Feature, READ_SO};
use crate::registers::gazetteer::source::Parent;
use crate::registers::gazetteer::source::lp_values::link;

impl Feature<'_> {
    pub(super) fn parent(&mut self, value: &Value) -> Option<Parent> {
        for (at, relation) in self.list(value, "relations").into_iter().enumerate() {
            let what = text(relation.get("relationType")).unwrap_or_default();
            let broader =
                what.to_lowercase().contains("broader") || what.to_lowercase().contains("partof");
            let to = text(relation.get("relationTo")).or_else(|| text(relation.get("@id")));
            match to {
                Some(id) if broader => {
                    let name = text(relation.get("label")).unwrap_or_default();
                    return Some(Parent { name, id });
                }
                None => {
                    let path = format!("relations[{at}].relationTo");
                    self.problem(&path, "it is missing", "the relation is left out");
                }
                Some(_) => {}
            }
        }
        None
    }

    pub(super) fn links(&mut self, value: &Value) -> Vec<String> {
        let mut links = Vec::new();
        for (at, it) in self.list(value, "links").into_iter().enumerate() {
            let path = format!("links[{at}]");
            let says = text(it.get("type")).unwrap_or_default();
            if matches!(says.as_str(), "subjectOf" | "seeAlso" | "primaryTopicOf") {
                // It tells of the place, and is not the same place in another list.
                continue;
            }
            if it.get("identifier").is_none() && it.get("uri").is_some() {
                self.problem(&format!("{path}.uri"), "it is `identifier`", READ_SO);
            }
            let keys = ["identifier", "uri", "@id"];
            let found = keys
                .into_iter()
                .find_map(|key| text(it.get(key)))
                .or_else(|| text(Some(&it)));
            let Some(written) = found else {
                self.problem(&path, "there is no `identifier`", "the link is left out");
                continue;
            };
            match link(&written) {
                Ok(link) if !links.contains(&link) => links.push(link),
                Ok(_) => {}
                Err((what, done)) => self.problem(&path, &what, &done),
            }
        }
        links
    }

    pub(super) fn description(&mut self, value: &Value) -> String {
        for key in ["descriptions", "depictions"] {
            if value
                .get(key)
                .is_some_and(|it| it.as_str().is_some_and(str::is_empty))
            {
                self.problem(key, "it is an empty text, not a list", "it is passed over");
            }
        }
        match value.get("descriptions") {
            Some(Value::Array(all)) => {
                let mut values = all
                    .iter()
                    .filter_map(|it| text(it.get("value")).or_else(|| text(Some(it))));
                values.next().unwrap_or_default()
            }
            Some(one) => text(one.get("value"))
                .or_else(|| text(Some(one)))
                .unwrap_or_default(),
            None => String::new(),
        }
    }
}
