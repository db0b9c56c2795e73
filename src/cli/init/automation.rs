//! What servers and pre-commit need to check each change. The templates are those that `docs/ci.md` shows.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::plan::{Planned, State};
use crate::collection::config::absolute;

const GITHUB: &str = include_str!("../../../docs/ci/github.yml");
const GITLAB: &str = include_str!("../../../docs/ci/gitlab.yml");
const PRE_COMMIT: &str = include_str!("../../../docs/ci/pre-commit.yaml");

/// What stands in the templates for where Sigla is fetched from.
pub(super) const PLACEHOLDER: &str = "OWNER/sigla";

/// The git repository that a collection lies in.
pub(super) struct Repository {
    root: PathBuf,
    github: bool,
    gitlab: bool,
}

impl Repository {
    /// The nearest one upwards, and where it is pushed to: by the hosts of its remotes, or by what others set up in it.
    pub fn around(folder: &Path) -> Option<Repository> {
        let folder = absolute(folder);
        let root = folder.ancestors().find(|it| it.join(".git").exists())?;
        let hosts = hosts(root);
        let is_at = |host: &str| hosts.iter().any(|it| it.contains(host));
        Some(Repository {
            github: is_at("github") || root.join(".github").exists(),
            gitlab: is_at("gitlab") || root.join(GITLAB_FILE).exists(),
            root: root.to_owned(),
        })
    }

    /// The files that check each change of this folder; Sigla is fetched from this address.
    pub fn plan(&self, folder: &Path, address: Option<&str>) -> Vec<Planned> {
        let below = folder.strip_prefix(&self.root).unwrap_or(Path::new(""));
        let below = below.to_string_lossy().replace('\\', "/");
        let mut files = Vec::new();
        let fetched = |text: String| match address {
            Some(address) => fetched_from(&text, address),
            None => text,
        };
        if self.github {
            let path = self.root.join(".github/workflows/sigla.yml");
            let text = fetched(of_folder(GITHUB, "paths: .", &below, |it| {
                format!("paths: {}", quoted(it))
            }));
            files.push(Planned::new(
                path,
                "checks each change on GitHub".to_owned(),
                || text,
            ));
        }
        if self.gitlab {
            let text = of_folder(GITLAB, "-- .", &below, |it| format!("-- {}", for_shell(it)));
            let place = "to it";
            files.push(self.shared(
                GITLAB_FILE,
                "checks each change on GitLab",
                place,
                fetched(text),
            ));
        }
        let text = of_folder(PRE_COMMIT, "- id: sigla-check", &below, |it| {
            let pattern = quoted(&format!("^{}/.*\\.sigla$", regex::escape(it)));
            format!("- id: sigla-check\n        files: {pattern}")
        });
        let place = "below `repos:`";
        files.push(self.shared(
            PRE_COMMIT_FILE,
            "checks documents before each commit",
            place,
            fetched(text),
        ));
        files
    }

    /// A file that a repository has one of, for all that is done there. One that runs Sigla already lacks nothing.
    fn shared(&self, name: &str, about: &str, place: &'static str, text: String) -> Planned {
        let path = self.root.join(name);
        // One that cannot be read is shown what it may lack.
        let there = std::fs::read(&path).unwrap_or_default();
        let there = String::from_utf8_lossy(&there);
        let uses = ["sigla check", "sigla-check", "sigla-fix", "sigla-fmt"];
        let runs_it = uses.iter().any(|it| there.contains(it));
        let mut planned = Planned::new(path, about.to_owned(), || text.clone());
        if matches!(planned.state, State::Kept) && !runs_it {
            let lines = text
                .lines()
                .filter(|line| !line.starts_with("# ") && *line != "repos:");
            let lines = lines.collect::<Vec<_>>().join("\n");
            planned.state = State::Lacks { place, lines };
        }
        planned
    }
}

const GITLAB_FILE: &str = ".gitlab-ci.yml";
const PRE_COMMIT_FILE: &str = ".pre-commit-config.yaml";

/// `OWNER/NAME` on GitHub, or the address of a repository.
pub(super) fn address(argument: &str) -> Result<String, String> {
    let argument = argument
        .trim()
        .trim_end_matches('/')
        .trim_end_matches(".git");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:@".contains(c);
    let parts = argument.split('/').filter(|part| !part.is_empty()).count();
    let is_address = argument.starts_with("https://") || argument.starts_with("ssh://");
    if !argument.chars().all(is_plain)
        || !(is_address && parts >= 3 || parts == 2 && !argument.contains(':'))
    {
        return Err(
            "write OWNER/NAME, or an address such as https://gitlab.com/owner/sigla".to_owned(),
        );
    }
    Ok(argument.to_owned())
}

/// A template with the address in the place of the placeholder. An action of GitHub can only be fetched from GitHub.
fn fetched_from(template: &str, address: &str) -> String {
    let on_github = match address.contains("://") {
        true => address.strip_prefix("https://github.com/"),
        false => Some(address),
    };
    match on_github {
        Some(name) => template.replace(PLACEHOLDER, name),
        None => template.replace(&format!("https://github.com/{PLACEHOLDER}"), address),
    }
}

/// A template for a folder below the root of its repository.
fn of_folder(template: &str, line: &str, below: &str, written: impl Fn(&str) -> String) -> String {
    match below.is_empty() {
        true => template.to_owned(),
        false => template.replace(line, &written(below)),
    }
}

/// The hosts of a repository's remotes, as its git knows them.
fn hosts(root: &Path) -> Vec<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["config", "--get-regexp", r"^remote\..*\.url$"])
        .output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let lines = text.unwrap_or_default();
    let addresses = lines.lines().filter_map(|line| line.split_once(' '));
    addresses
        .map(|(_, address)| host(address).to_lowercase())
        .collect()
}

/// The host of `https://host/path`, `ssh://user@host/path` or `user@host:path`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', ':']).next().unwrap_or_default();
    match rest.split_once('@') {
        Some((user, rest)) if !user.contains('/') => {
            rest.split(['/', ':']).next().unwrap_or_default()
        }
        _ => authority,
    }
}

/// A value of YAML as it is, or in quotes where it could mean something else.
fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    match value.chars().all(is_plain) && value.starts_with(char::is_alphabetic) {
        true => value.to_owned(),
        false => format!("'{}'", value.replace('\'', "''")),
    }
}

/// A word of a shell's line that stands in a plain value of YAML. No quotes, which YAML might take for its own; behind a
/// backslash neither ` #` nor `: ` means anything to it.
fn for_shell(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let escaped = value.chars().map(|c| match is_plain(c) {
        true => c.to_string(),
        false => format!("\\{c}"),
    });
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_is_known_by_its_host_and_not_by_its_path() {
        for (address, expected) in [
            ("https://github.com/a/b.git", "github.com"),
            ("https://user:token@gitlab.com/a/github", "gitlab.com"),
            ("git@gitlab.archive.org:a/github.git", "gitlab.archive.org"),
            ("ssh://git@github.com:22/a/b", "github.com"),
            ("../github/a", ".."),
            ("file:///srv/gitlab/a.git", ""),
        ] {
            assert_eq!(host(address), expected, "{address}");
        }
    }

    #[test]
    fn sigla_is_fetched_from_where_one_says() {
        let template = "uses: OWNER/sigla@v1\nrepo: https://github.com/OWNER/sigla\n";
        for (given, expected) in [
            (
                "me/sigla",
                Ok("uses: me/sigla@v1\nrepo: https://github.com/me/sigla\n"),
            ),
            (
                "https://github.com/me/s.git",
                Ok("uses: me/s@v1\nrepo: https://github.com/me/s\n"),
            ),
            (
                "https://gitlab.com/me/s",
                Ok("uses: OWNER/sigla@v1\nrepo: https://gitlab.com/me/s\n"),
            ),
            ("sigla", Err(())),
            ("me/sigla; rm", Err(())),
        ] {
            let filled = address(given).map(|address| fetched_from(template, &address));
            assert_eq!(filled.as_deref().map_err(|_| ()), expected, "{given}");
        }
    }
}
