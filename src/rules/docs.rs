//! A rule's documentation, read from the header of its own file.

use super::Rule;

/// The header of a rule's file in its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docs {
    /// What it finds, in a sentence without a full stop.
    pub summary: String,
    /// All of it, as Markdown.
    pub markdown: String,
    /// Whether it offers a fix for some of what it finds.
    pub fixable: bool,
}

/// Where the page of a rule stands in the project: `docs/rules/brackets/unopened.md`.
pub fn page(rule: &Rule) -> String {
    format!("docs/rules/{}.md", rule.name)
}

/// The page of a rule on the web, as this version has it; none where `Cargo.toml` names no `repository`.
pub fn url(rule: &Rule) -> Option<String> {
    let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
    (!repository.is_empty()).then(|| format!("{repository}/blob/v{version}/{}", page(rule)))
}

impl Docs {
    /// The documentation of a rule.
    pub fn of(rule: &Rule) -> Docs {
        let lines = rule
            .source
            .lines()
            .map_while(|line| line.strip_prefix("//!"));
        let markdown = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n");
        let summary = markdown
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end_matches('.')
            .to_owned();
        let fixable = rule.fix.is_some();
        Docs {
            summary,
            markdown,
            fixable,
        }
    }
}
