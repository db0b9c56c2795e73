//! `docs/rules/`: a page for each rule, made from the header of its file.
//!
//! `UPDATE=1 cargo test rule_pages` writes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sigla::rules::{Docs, RULES, Rule, Safety};

/// The page of a rule: its headings one level deeper, below its name.
fn page(rule: &Rule) -> String {
    let docs = Docs::of(rule);
    let mut fenced = false;
    let mut page = format!("# {}\n\n{}\n\n", rule.name, rule.standing());
    for line in docs.markdown.trim_end().lines() {
        fenced ^= line.starts_with("```");
        let heading = !fenced && line.starts_with('#');
        page += &format!("{}{line}\n", if heading { "#" } else { "" });
    }
    page + &format!(
        "\n---\n\n*Made from `{}`; change that file and run `UPDATE=1 cargo test rule_pages`.*\n",
        source(rule)
    )
}

fn source(rule: &Rule) -> String {
    format!("src/rules/{}.rs", rule.name.replace('-', "_"))
}

fn contents() -> String {
    let mut page =
        "# The rules\n\n| rule | severity | by default | fix | finds |\n|---|---|---|---|---|\n"
            .to_owned();
    for rule in RULES {
        let (name, severity, summary) = (rule.name, rule.severity.name(), Docs::of(rule).summary);
        let default = if rule.default { "on" } else { "off" };
        let fix = rule.fix.map_or("", Safety::name);
        page += &format!("| [{name}]({name}.md) | {severity} | {default} | {fix} | {summary} |\n");
    }
    page + "\n*Made from `src/rules`; run `UPDATE=1 cargo test rule_pages`.*\n"
}

fn pages() -> BTreeMap<PathBuf, String> {
    let pages = RULES
        .iter()
        .map(|rule| (format!("{}.md", rule.name), page(rule)));
    pages
        .chain([("README.md".to_owned(), contents())])
        .map(|(name, page)| (PathBuf::from(name), page))
        .collect()
}

/// The pages that are there, by their path below `folder`.
fn written(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).into_iter().flatten() {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("it was found there")
                    .to_owned();
                pages.insert(name, fs::read_to_string(&path).expect("a page is text"));
            }
        }
    }
    pages
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages = pages();
    if std::env::var_os("UPDATE").is_some() {
        for name in written(&folder)
            .keys()
            .filter(|name| !pages.contains_key(*name))
        {
            fs::remove_file(folder.join(name)).expect("it can be removed");
        }
        for (name, page) in &pages {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it stands in a folder"))
                .expect("it can be made");
            fs::write(path, page).expect("it can be written");
        }
    }
    let stale = "is stale: run `UPDATE=1 cargo test rule_pages`";
    let written = written(&folder);
    assert_eq!(
        written.keys().collect::<Vec<_>>(),
        pages.keys().collect::<Vec<_>>(),
        "the list of pages {stale}"
    );
    for (name, page) in &pages {
        assert!(
            written[name] == *page,
            "docs/rules/{} {stale}",
            name.display()
        );
    }
}

#[test]
fn a_rule_s_file_is_named_as_the_rule() {
    for rule in RULES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(source(rule));
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(text, rule.source, "{}", path.display());
    }
}
