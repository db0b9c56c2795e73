//! The names of rules as they stand in a configuration: of one rule, of a group, or `all`.

use crate::collection::config::{elsewhere, nearest};
use crate::rules::{RULES, Rule};

/// What a name in a configuration stands for; the more it stands for, the less it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Named {
    /// Every rule.
    All,
    /// The rules of a group.
    Group(&'static str),
    /// One rule.
    Rule(&'static Rule),
}

impl Named {
    /// Whether it stands for this rule.
    pub fn includes(self, rule: &Rule) -> bool {
        match self {
            Named::All => true,
            Named::Group(group) => rule.group() == group,
            Named::Rule(one) => one == rule,
        }
    }

    /// How much it counts among the names of one table.
    pub(super) fn weight(self) -> u8 {
        match self {
            Named::All => 0,
            Named::Group(_) => 1,
            Named::Rule(_) => 2,
        }
    }
}

/// What stands for every rule.
pub(super) const ALL: &str = "all";

/// The groups, each once, in the order of the registry.
pub(super) fn groups() -> Vec<&'static str> {
    let mut groups: Vec<_> = RULES.iter().map(|rule| rule.group()).collect();
    groups.dedup();
    groups
}

/// What a name stands for; none where it is no rule's, no group's and not `all`.
pub fn named(name: &str) -> Option<Named> {
    if name == ALL {
        return Some(Named::All);
    }
    let rule = RULES.iter().find(|rule| rule.name == name);
    let group = || RULES.iter().map(|rule| rule.group()).find(|it| *it == name);
    rule.map(|rule| Named::Rule(rule))
        .or_else(|| group().map(Named::Group))
}

/// What to say of a name that stands for nothing: the message, and what to do.
pub fn unknown(name: &str) -> (String, String) {
    let message = format!("there is no rule or group of rules `{name}`");
    // Whoever leaves out the group is as near as whoever mistypes a letter.
    let last = |rule: &&&Rule| rule.name.rsplit('/').next() == Some(name);
    let without_group = RULES.iter().find(last).map(|rule| rule.name);
    let all = RULES.iter().map(|rule| rule.name);
    let near = without_group
        .or_else(|| nearest(name, all.chain(groups())))
        .or_else(|| {
            // `names/two-spelings` is nearest by its end, `name/two-spellings` by its beginning.
            let (group, rule) = name.split_once('/')?;
            let group = nearest(group, groups())?;
            let of_group = RULES.iter().filter(|it| it.group() == group);
            nearest(&format!("{group}/{rule}"), of_group.map(|it| it.name)).or(Some(group))
        });
    let suggestion = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            elsewhere(name, "rules").unwrap_or_else(|| "`sigla rules` lists them all".to_owned())
        }
    };
    (message, suggestion)
}
