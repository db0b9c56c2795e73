//! Roles: what a line of a document is, as stated with `@role`.

use serde::Deserialize;

use super::Aliases;

/// A role that a line can be given.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The name behind the `@`.
    pub name: String,
    /// Its image in TEI P5, in the notation of an XPath step.
    pub tei: String,
    /// One sentence that tells a historian what it says.
    pub about: String,
    /// One line of Sigla that uses it.
    pub example: String,
    /// What one may type when one means it; only the name itself is right.
    #[serde(default)]
    pub aliases: Aliases,
}

impl Role {
    /// The name and every alias.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.values().flatten();
        std::iter::once(self.name.as_str()).chain(aliases.map(String::as_str))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    role: Vec<Role>,
}

pub(super) fn builtin() -> Vec<Role> {
    toml::from_str::<Table>(include_str!("roles.toml"))
        .expect("roles.toml is tested")
        .role
}
