//! `sigla explain`: what a rule, a class, a label, a role or a header key means.

use std::io::{self, Write};
use std::path::Path;

use clap::Args;

use super::style::Style;
use super::{Outcome, complain};
use crate::model::brackets;
use crate::rules::{self, Configuration, Docs, RULES, Rule};
use crate::vocabulary::{Class, Key, Label, Role, Vocabulary};

/// Explain a rule, a class of brackets, a label, a role or a header key
///
/// For example: `sigla explain brackets/unopened`, `sigla explain other-name`, `sigla explain illegible`,
/// `sigla explain @signature`, `sigla explain source`.
#[derive(Args)]
pub(super) struct Explain {
    /// The name as a report shows it
    #[arg(value_name = "NAME")]
    name: String,
}

impl Explain {
    pub fn run(&self, style: &Style, out: &mut dyn Write) -> io::Result<Outcome> {
        let name = self.name.trim();
        // Words of its own are explained where a collection is worked on: in its folder.
        let settings = Configuration::default().settings_in(Path::new("."));
        let vocabulary = settings.vocabulary();
        let pages = pages(name, vocabulary);
        if pages.is_empty() {
            let near = nearest(name, vocabulary).map_or_else(
                || "`sigla rules` lists the rules".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            complain(&format!("nothing is called `{name}`; {near}"));
            return Ok(Outcome::Failed);
        }
        for (at, page) in pages.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            page.write(style, out)?;
        }
        Ok(Outcome::Done)
    }
}

/// What is to be read about a name.
struct Page {
    title: String,
    markdown: String,
}

/// Everything that bears the name: `note` is a class and a label.
fn pages(name: &str, vocabulary: &Vocabulary) -> Vec<Page> {
    let plain = name.trim_start_matches('@').trim_end_matches(':');
    let pages = [
        rules::rule(name).map(rule_page),
        Class::from_name(name).map(class_page),
        vocabulary
            .label(plain)
            .filter(|found| found.before.is_empty())
            .map(|found| label_page(found.label)),
        vocabulary.role(plain).map(role_page),
        vocabulary.key(plain).map(key_page),
    ];
    pages.into_iter().flatten().collect()
}

fn rule_page(rule: &Rule) -> Page {
    Page {
        title: format!("{} ({})", rule.name, rule.severity.name()),
        markdown: format!("{}\n\n{}", rule.standing(), Docs::of(rule).markdown),
    }
}

fn class_page(class: Class) -> Page {
    let rules = brackets::RULES
        .iter()
        .filter(|rule| rule.name == class.name());
    let rules: Vec<_> = rules
        .map(|rule| format!("Rule {} of the format: {}.", rule.number, rule.about))
        .collect();
    Page {
        title: format!("{class} (class of brackets)"),
        markdown: format!("{}.\n\n{}", capital(class.about()), rules.join("\n")),
    }
}

fn label_page(label: &Label) -> Page {
    let place = match (label.in_brackets(), label.in_braces()) {
        (true, true) => format!("[{0}: …] or {{{0}: …}}", label.name),
        (true, false) => format!("[{}: …]", label.name),
        _ => format!("{{{}: …}}", label.name),
    };
    let class = label
        .class
        .map(|class| format!("\n\nA bracket with it is of the class {class}."));
    let class = class.unwrap_or_default();
    let also = label.spellings().skip(1).collect();
    entry(
        format!("{place} (label)"),
        &(label.about.clone() + &class),
        &label.example,
        also,
        &label.tei,
    )
}

fn role_page(role: &Role) -> Page {
    entry(
        format!("@{} (role of a line)", role.name),
        &role.about,
        &role.example,
        role.spellings().skip(1).collect(),
        &role.tei,
    )
}

fn key_page(key: &Key) -> Page {
    let values = if key.values.is_empty() {
        String::new()
    } else {
        format!("\n\nValues: {}.", key.values.join(", "))
    };
    let about = format!("{}{values}\n\nISAD(G) {}.", key.about, key.isad);
    entry(
        format!("{}: (header key)", key.name),
        &about,
        &key.example,
        key.spellings().skip(1).collect(),
        &key.tei,
    )
}

fn entry(title: String, about: &str, example: &str, also: Vec<&str>, tei: &str) -> Page {
    let also = if also.is_empty() {
        String::new()
    } else {
        format!("Also: {}.\n\n", also.join(", "))
    };
    Page {
        title,
        markdown: format!("{about}\n\n```\n{example}\n```\n\n{also}TEI: {tei}."),
    }
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

impl Page {
    /// Markdown as plain text: headings stand out, what stands between fences is indented.
    fn write(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let Style { bold, .. } = style;
        writeln!(out, "{bold}{}{bold:#}\n", self.title)?;
        let mut fenced = false;
        for line in self.markdown.trim_end().lines() {
            match line.strip_prefix("# ") {
                _ if line.starts_with("```") => fenced = !fenced,
                _ if fenced => writeln!(out, "    {line}")?,
                Some(heading) => writeln!(out, "{bold}{heading}{bold:#}")?,
                None => writeln!(out, "{line}")?,
            }
        }
        Ok(())
    }
}

/// The name that was most likely meant.
fn nearest(name: &str, vocabulary: &Vocabulary) -> Option<String> {
    let names = RULES
        .iter()
        .map(|rule| rule.name)
        .chain(Class::ALL.iter().map(|class| class.name()));
    let names = names.map(|known| {
        // Whoever leaves out the group is as near as whoever mistypes a letter of the rest.
        let last = known.rsplit('/').next().unwrap_or(known);
        (
            strsim::osa_distance(name, known).min(1 + strsim::osa_distance(name, last)),
            known,
        )
    });
    let rule = names
        .min()
        .filter(|(slips, known)| *slips <= 1 + known.len() / 4)
        .map(|(_, known)| known.to_owned());
    rule.or_else(|| {
        vocabulary
            .nearest_label(name)
            .map(|label| label.name.clone())
    })
    .or_else(|| vocabulary.nearest_key(name).map(|key| key.name.clone()))
    .or_else(|| {
        vocabulary
            .nearest_role(name)
            .map(|role| format!("@{}", role.name))
    })
}
