//! Which rules are asked, and how much each matters.

use std::sync::{Arc, LazyLock};

use super::{RULES, Rule, Severity};

/// What is asked of a document: the rules that are on, each with its severity.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The rules that are on, in the order of the registry.
    pub rules: Vec<(&'static Rule, Severity)>,
}

impl Default for Settings {
    /// Every rule that is on by default, with its own severity.
    fn default() -> Settings {
        let rules = RULES.iter().filter(|rule| rule.default);
        Settings {
            rules: rules.map(|rule| (*rule, rule.severity)).collect(),
        }
    }
}

impl Settings {
    /// The default, made once.
    pub fn standard() -> &'static Arc<Settings> {
        static STANDARD: LazyLock<Arc<Settings>> = LazyLock::new(Arc::default);
        &STANDARD
    }

    /// Every rule there is, those that wait to be asked for as well.
    pub fn all() -> Settings {
        Settings {
            rules: RULES.iter().map(|rule| (*rule, rule.severity)).collect(),
        }
    }

    /// How much a rule matters; none where it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let found = self.rules.iter().find(|(other, _)| *other == rule);
        found.map(|(_, severity)| *severity)
    }
}
