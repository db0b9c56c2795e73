//! What each profile changes: a table as data, `profiles.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::names::{Named, named};
use crate::collection::config::{Level, Profile};

/// A row of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Header keys that are required besides those that every document needs.
    #[serde(default)]
    required: Vec<String>,
    rules: BTreeMap<String, String>,
}

/// What a profile changes.
#[derive(Debug)]
pub(super) struct Changes {
    /// Header keys that are required besides those that every document needs.
    pub required: Vec<String>,
    /// What rules and groups are set to.
    pub rules: Vec<(Named, Level)>,
}

/// The changes of a profile. A name or a level that is none is left out; a test keeps that from happening.
pub(super) fn changes(profile: Profile) -> &'static Changes {
    static TABLE: LazyLock<Vec<(Profile, Changes)>> = LazyLock::new(|| {
        let rows = rows();
        let changes = Profile::ALL.iter().filter_map(|profile| {
            let row = rows.get(profile.name())?;
            let rules = row
                .rules
                .iter()
                .filter_map(|(name, level)| Some((named(name)?, Level::from_name(level)?)));
            let changes = Changes {
                required: row.required.clone(),
                rules: rules.collect(),
            };
            Some((*profile, changes))
        });
        changes.collect()
    });
    let found = TABLE.iter().find(|(other, _)| *other == profile);
    &found
        .expect("profiles.toml has a row for each profile, and is tested")
        .1
}

fn rows() -> BTreeMap<String, Row> {
    toml::from_str(include_str!("profiles.toml")).expect("profiles.toml is tested")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn every_name_in_the_profiles_is_known() {
        let rows = rows();
        let names: Vec<_> = rows.keys().map(String::as_str).collect();
        let mut profiles: Vec<_> = Profile::ALL.iter().map(|profile| profile.name()).collect();
        profiles.sort_unstable();
        assert_eq!(names, profiles);
        for (profile, row) in rows {
            for (rule, level) in row.rules {
                assert!(named(&rule).is_some(), "{profile}: no rule is named {rule}");
                assert!(
                    Level::from_name(&level).is_some(),
                    "{profile}: {rule} = {level}"
                );
            }
            for key in row.required {
                let known = Vocabulary::builtin().key(&key);
                assert_eq!(known.map(|known| &known.name), Some(&key), "{profile}");
            }
        }
    }
}
