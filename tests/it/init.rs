//! `sigla init`: what it makes of what is there, and what it leaves alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::{Expect, expect};

use crate::cli::{folder, shown, sigla};

/// A document of a collection of translations.
fn letter(title: &str, keys: &str, text: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 1945-04-29\nsource: GARF, f. R-9401ss, op. 2, d. 95, l. 5\ncreator: L. Beria\nlanguage: en\n{keys}---\n\n{text}\n"
    )
}

/// Three translations that agree in some things and differ in others.
fn translations() -> Vec<(String, String)> {
    let keys = "translator: Gary Goldberg\nclassification: Top Secret\n";
    let text = [
        "The city of Ghulja [Yining] and Tarbagatai [Tacheng], № 1 and № 2. The words are [sic] here.",
        "In Tarbaghatai [Tacheng] the NKO [People's Commissariat of Defense] has № 3. He is [SIC] here.",
        "Jamil Hasanli [Goldberg] wrote to the NKO [People's Commissariat of Defence]. It was [sic] here.",
    ];
    let documents = text.iter().enumerate().map(|(at, text)| {
        let number = if at == 0 { "number: 507\n" } else { "" };
        let title = format!("Letter {}", at + 1);
        let document = letter(&title, &format!("{keys}{number}"), text);
        (format!("letters/{}.sigla", at + 1), document)
    });
    documents.collect()
}

fn made(files: &[(String, String)]) -> tempfile::TempDir {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    folder(&files)
}

fn git(folder: &Path, args: &[&str]) {
    let git = Command::new("git").args(args).current_dir(folder).output();
    let output = git.expect("the tests need git");
    assert!(output.status.success(), "git {args:?}: {output:?}");
}

/// Runs `sigla init` with these arguments, and shows what it says and then each of the files.
#[track_caller]
fn check(folder: &Path, args: &str, files: &[&str], expected: Expect) {
    let args: Vec<&str> = ["init"]
        .into_iter()
        .chain(args.split_whitespace())
        .collect();
    let mut found = shown(&sigla(folder, &args, b""));
    for file in files {
        let text = fs::read_to_string(folder.join(file));
        let text = text.unwrap_or_else(|_| "not there\n".to_owned());
        // Spaces at the ends of lines are hard to see, so tabs are shown.
        found += &format!("== {file}\n{}", text.replace('\t', "|"));
    }
    expected.assert_eq(&found);
}

/// Every file below a folder with what it holds, but for what git keeps.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            match path.is_dir() {
                true if path.ends_with(".git") => {}
                true => folders.push(path),
                false => found.push((path.clone(), fs::read(&path).expect("it can be read"))),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_documents_decide_what_is_written() {
    let folder = made(&translations());
    check(
        folder.path(),
        "letters --yes",
        &[
            "letters/sigla.toml",
            "letters/places.tsv",
            "letters/persons.tsv",
            "letters/glossary.tsv",
        ],
        expect![[r#"
            letters: 3 documents, 3 with a header
              new   letters/sigla.toml    what the collection has decided: a translation
              new   letters/places.tsv    the register of places, with 2 rows from the documents
              new   letters/persons.tsv   the register of persons, empty
              new   letters/glossary.tsv  the register of abbreviations, with 2 rows from the documents
            no git repository is here, so nothing is set up to check each change
            4 files written
            - the registers (*.tsv) tell what names stand for; what they list is explained and completed in an editor
            - `sigla check letters` tells what is to be looked at
            == letters/sigla.toml
            # What this collection has decided, for all who work on it, in every editor and on the server.
            # `sigla config --show-origin` shows what holds; the page Configuration of Sigla's book tells of every key.
            # Made by `sigla init`, going by 3 documents with a header.

            # The kind of work: 3 of 3 tell of a translation.
            profile = "translation"

            # Header keys that every document must have: those that none can do without, and those that all have.
            required = ["title", "date", "source", "creator", "translator", "language", "classification"]

            # What can be written in several ways, and how the documents write it.
            [conventions]
            numero = "№"
            # How often: `[sic]` 2, `[SIC]` 1.
            # sic = "[sic]"
            == letters/places.tsv
            id|title|title_source|title_uri|fclasses|aat_types|attestation_year|start|end|ccodes|matches|variants|types|parent_name|parent_id|lon|lat|description
            ghulja|Ghulja|Letter 1||||1945|||||Yining@en||||||
            tarbagatai|Tarbagatai|Letter 1||||1945|||||Tacheng@en;Tarbaghatai@en||||||
            == letters/persons.tsv
            id|name|variants|born|died|role|matches|description
            == letters/glossary.tsv
            term|expansion|language|source
            NKO|People's Commissariat of Defence|en|Letter 3
            NKO|People's Commissariat of Defense|en|Letter 2
        "#]],
    );
}

#[test]
fn the_kind_of_work_is_what_most_headers_tell_of() {
    let translator = "translator: G. Goldberg\n";
    for (keys, profile) in [
        (&["transcriber: A. B.\n"][..], "profile = \"transcription\""),
        (&["original-language: ru\n"], "profile = \"translation\""),
        (&["original-language: en\n"], "# profile = \"translation\""),
        (&[translator, ""], "# profile = \"translation\""),
        (&[translator, "", translator], "profile = \"translation\""),
        // A key without a value tells of nothing.
        (&["translator:\n"], "# profile = \"translation\""),
    ] {
        let documents: Vec<_> = keys
            .iter()
            .enumerate()
            .map(|(at, keys)| (format!("{at}.sigla"), letter("A", keys, "A.")))
            .collect();
        let folder = made(&documents);
        let output = sigla(folder.path(), &["init", "--yes"], b"");
        assert!(output.status.success(), "{}", shown(&output));
        let text = fs::read_to_string(folder.path().join("sigla.toml"));
        let text = text.expect("it was written");
        assert!(text.lines().any(|line| line == profile), "{keys:?}\n{text}");
    }
}

#[test]
fn an_empty_folder_is_set_up_and_raw_texts_are_counted() {
    let files = [
        ("a.txt", ""),
        ("b.html", ""),
        ("c.txt", ""),
        ("c.sigla", "No header.\n"),
        ("own/sigla.toml", ""),
        ("own/d.sigla", "Ghulja [Yining]\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()));
    let folder = made(&files);
    check(
        folder.path(),
        "--yes",
        &["sigla.toml", "places.tsv"],
        expect![[r#"
            .: 1 document, 0 with a header
              new   sigla.toml    what the collection has decided
              new   places.tsv    the register of places, empty
              new   persons.tsv   the register of persons, empty
              new   glossary.tsv  the register of abbreviations, empty
            no git repository is here, so nothing is set up to check each change
            4 files written
            - the registers (*.tsv) tell what names stand for; what they list is explained and completed in an editor
            - 2 texts are no documents yet; `sigla new FILE` makes one of each
            - `sigla check .` tells what is to be looked at
            == sigla.toml
            # What this collection has decided, for all who work on it, in every editor and on the server.
            # `sigla config --show-origin` shows what holds; the page Configuration of Sigla's book tells of every key.
            # `sigla init` found no document with a header to go by.

            # The kind of work: transcription, translation or publication.
            # profile = "translation"
            == places.tsv
            id|title|title_source|title_uri|fclasses|aat_types|attestation_year|start|end|ccodes|matches|variants|types|parent_name|parent_id|lon|lat|description
        "#]],
    );
}

#[test]
fn what_is_written_holds_without_a_complaint() {
    let mixed = letter("Четвёртое", "", "№ 5 [так в тексте] [\u{1}] [...] [. . .]");
    let mut files = translations();
    files.push(("letters/4.sigla".to_owned(), mixed));
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/sigla.schema.json"))
            .expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("it is a schema");
    for count in 0..=files.len() {
        let folder = made(&files[..count]);
        fs::create_dir_all(folder.path().join("letters")).expect("it can be made");
        let output = sigla(folder.path(), &["init", "--yes", "letters"], b"");
        assert!(output.status.success(), "{}", shown(&output));
        let text = fs::read_to_string(folder.path().join("letters/sigla.toml"));
        let text = text.expect("it was written");
        let value: toml::Value = toml::from_str(&text).expect("it is TOML");
        let value = serde_json::to_value(value).expect("it has no dates");
        assert!(schema.is_valid(&value), "{text}");
        let output = sigla(folder.path(), &["check", "letters"], b"");
        let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(count == 0 || complaints.is_empty(), "{complaints}\n{text}");
        assert!(
            !shown(&output).contains("missing-key"),
            "{}",
            shown(&output)
        );
    }
}

#[test]
fn the_host_decides_what_checks_each_change() {
    let automation = [
        ".github/workflows/sigla.yml",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
    ];
    for (remote, others, expected) in [
        (None, None, [false, false, true]),
        (
            Some("git@github.com:a/gitlab.git"),
            None,
            [true, false, true],
        ),
        (
            Some("https://gitlab.archive.org/a/b"),
            None,
            [false, true, true],
        ),
        (
            Some("/srv/b.git"),
            Some(".github/dependabot.yml"),
            [true, false, true],
        ),
    ] {
        let folder = made(&translations());
        git(folder.path(), &["init", "--quiet"]);
        if let Some(remote) = remote {
            git(folder.path(), &["remote", "add", "origin", remote]);
        }
        if let Some(other) = others {
            let other = folder.path().join(other);
            fs::create_dir_all(other.parent().expect("it has one")).expect("it can be made");
            fs::write(other, "").expect("it can be written");
        }
        let output = sigla(folder.path(), &["init", "--yes"], b"");
        assert!(output.status.success(), "{}", shown(&output));
        let there = automation.map(|file| folder.path().join(file).exists());
        assert_eq!(there, expected, "{remote:?}");
    }
}

#[test]
fn in_a_part_of_a_repository_only_that_part_is_checked() {
    let folder = made(&[("my letters/a.sigla".to_owned(), letter("A", "", "A."))]);
    git(folder.path(), &["init", "--quiet"]);
    fs::create_dir(folder.path().join(".github")).expect("it can be made");
    git(
        folder.path(),
        &["remote", "add", "lab", "https://gitlab.com/a/b"],
    );
    let args = ["init", "--yes", "my letters", "--repository", "me/sigla"];
    let output = sigla(folder.path(), &args, b"");
    let mut found = shown(&output);
    for file in [
        ".github/workflows/sigla.yml",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
    ] {
        let text = fs::read_to_string(folder.path().join(file)).expect("it was written");
        let differs = text
            .lines()
            .filter(|line| line.contains("letters") || line.contains("me/sigla"));
        found += &format!("== {file}\n{}\n", differs.collect::<Vec<_>>().join("\n"));
    }
    expect![[r#"
        my letters: 1 document, 1 with a header
          new   my letters/sigla.toml        what the collection has decided
          new   my letters/places.tsv        the register of places, empty
          new   my letters/persons.tsv       the register of persons, empty
          new   my letters/glossary.tsv      the register of abbreviations, empty
          new   .github/workflows/sigla.yml  checks each change on GitHub
          new   .gitlab-ci.yml               checks each change on GitLab
          new   .pre-commit-config.yaml      checks documents before each commit
        7 files written
        - the registers (*.tsv) tell what names stand for; what they list is explained and completed in an editor
        - `sigla check 'my letters'` tells what is to be looked at
        == .github/workflows/sigla.yml
              - uses: me/sigla@v0.1.0
                  paths: 'my letters'
        == .gitlab-ci.yml
            - test -x .sigla-command/bin/sigla || cargo install --quiet --locked --git https://github.com/me/sigla --tag "$SIGLA_VERSION" --root .sigla-command sigla
            - .sigla-command/bin/sigla check --format gitlab=sigla.json -- my\ letters
        == .pre-commit-config.yaml
          - repo: https://github.com/me/sigla
                files: '^my letters/.*\.sigla$'
    "#]].assert_eq(&found);
}

#[test]
fn what_is_there_stays_and_what_it_lacks_is_shown() {
    let mut files = translations();
    for (path, text) in [
        ("sigla.toml", "profile = \"publication\"\n"),
        ("glossary.tsv", "mine\n"),
        (".gitlab-ci.yml", "stages: [test]\n"),
        (".pre-commit-config.yaml", "repos: []\n"),
    ] {
        files.push((path.to_owned(), text.to_owned()));
    }
    let folder = made(&files);
    git(folder.path(), &["init", "--quiet"]);
    let before = contents(folder.path());
    check(
        folder.path(),
        "--yes",
        &["sigla.toml", "glossary.tsv", ".pre-commit-config.yaml"],
        expect![[r#"
            .: 3 documents, 3 with a header
              kept  sigla.toml
              new   places.tsv               the register of places, with 2 rows from the documents
              new   persons.tsv              the register of persons, empty
              kept  glossary.tsv
              kept  .gitlab-ci.yml
              kept  .pre-commit-config.yaml

            .gitlab-ci.yml stays as it is; so that it checks each change on GitLab, add to it:

                sigla:
                  image: rust:1
                  variables:
                    SIGLA_VERSION: v0.1.0
                  cache:
                    key: sigla-$SIGLA_VERSION
                    paths: [.sigla-command/]
                  script:
                    - test -x .sigla-command/bin/sigla || cargo install --quiet --locked --git https://github.com/OWNER/sigla --tag "$SIGLA_VERSION" --root .sigla-command sigla
                    - .sigla-command/bin/sigla check --format gitlab=sigla.json -- .
                  artifacts:
                    when: always
                    reports:
                      codequality: sigla.json

            .pre-commit-config.yaml stays as it is; so that it checks documents before each commit, add below `repos:`:

                  - repo: https://github.com/OWNER/sigla
                    rev: v0.1.0
                    hooks:
                      - id: sigla-check

            2 files written
            - the registers (*.tsv) tell what names stand for; what they list is explained and completed in an editor
            - `sigla check .` tells what is to be looked at
            == sigla.toml
            profile = "publication"
            == glossary.tsv
            mine
            == .pre-commit-config.yaml
            repos: []
        "#]],
    );
    let after = contents(folder.path());
    assert!(before.iter().all(|file| after.contains(file)));
    assert_eq!(after.len(), before.len() + 2);
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let folder = made(&translations());
    git(folder.path(), &["init", "--quiet"]);
    let first = sigla(folder.path(), &["init", "--yes"], b"");
    assert!(first.status.success(), "{}", shown(&first));
    let before = contents(folder.path());
    check(
        folder.path(),
        "",
        &[],
        expect![[r#"
        .: 3 documents, 3 with a header
          kept  sigla.toml
          kept  places.tsv
          kept  persons.tsv
          kept  glossary.tsv
          kept  .pre-commit-config.yaml
        nothing to do
    "#]],
    );
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn without_a_terminal_nothing_is_written_unless_one_says_yes() {
    let folder = made(&translations());
    let before = contents(folder.path());
    check(
        folder.path(),
        "letters",
        &[],
        expect![[r#"
        letters: 3 documents, 3 with a header
          new   letters/sigla.toml    what the collection has decided: a translation
          new   letters/places.tsv    the register of places, with 2 rows from the documents
          new   letters/persons.tsv   the register of persons, empty
          new   letters/glossary.tsv  the register of abbreviations, with 2 rows from the documents
        no git repository is here, so nothing is set up to check each change
        ! sigla: nothing was written, since there is nobody to ask; add --yes to write these files
        exit 2
    "#]],
    );
    check(
        folder.path(),
        "letters --format json",
        &[],
        expect![[r#"
        ! sigla: nothing was written, since there is nobody to ask; add --yes to write these files
        exit 2
    "#]],
    );
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn a_folder_of_another_collection_is_left_to_it() {
    let mut files = translations();
    files.push(("sigla.toml".to_owned(), String::new()));
    let folder = made(&files);
    let before = contents(folder.path());
    check(
        folder.path(),
        "letters --yes",
        &[],
        expect![[r#"
        letters belongs to the collection of sigla.toml, so nothing was written; `sigla init .` adds what that lacks
    "#]],
    );
    check(
        folder.path(),
        "letters --yes --format json",
        &[],
        expect![[r#"
            {"folder":"letters","collection":".","files":[]}
        "#]],
    );
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = made(&translations());
    check(
        folder.path(),
        "lettres --yes",
        &[],
        expect![[r#"
        ! sigla: lettres: there is no such file or folder; check the spelling
        exit 2
    "#]],
    );
    check(
        folder.path(),
        "letters/1.sigla --yes",
        &[],
        expect![[r#"
        ! sigla: letters/1.sigla: this is a file; name the folder of a collection
        exit 2
    "#]],
    );
    check(
        folder.path(),
        "--yes --repository sigla",
        &[],
        expect![[r#"
            ! error: invalid value 'sigla' for '--repository <REPOSITORY>': write OWNER/NAME, or an address such as https://gitlab.com/owner/sigla
            ! 
            ! For more information, try '--help'.
            exit 2
        "#]],
    );
    // A file where a folder is to be: the others are written, and nothing of it is changed.
    git(folder.path(), &["init", "--quiet"]);
    fs::write(folder.path().join(".github"), "mine").expect("it can be written");
    check(
        folder.path(),
        "--yes",
        &[".github"],
        expect![[r#"
            .: 3 documents, 3 with a header
              new   sigla.toml                   what the collection has decided: a translation
              new   places.tsv                   the register of places, with 2 rows from the documents
              new   persons.tsv                  the register of persons, empty
              new   glossary.tsv                 the register of abbreviations, with 2 rows from the documents
              new   .github/workflows/sigla.yml  checks each change on GitHub
              new   .pre-commit-config.yaml      checks documents before each commit
            5 files written
            - before you commit, say where Sigla is fetched from: put it in the place of `OWNER/sigla` in .pre-commit-config.yaml
            - the registers (*.tsv) tell what names stand for; what they list is explained and completed in an editor
            - `sigla check .` tells what is to be looked at
            ! sigla: .github/workflows: could not be made: Not a directory (os error 20)
            exit 2
            == .github
            mine"#]],
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_written_through() {
    let folder = made(&translations());
    let link = folder.path().join("places.tsv");
    std::os::unix::fs::symlink("elsewhere.tsv", &link).expect("it can be made");
    let output = sigla(folder.path(), &["init", "--yes"], b"");
    assert!(output.status.success(), "{}", shown(&output));
    assert!(link.is_symlink() && !folder.path().join("elsewhere.tsv").exists());
}

#[cfg(unix)]
#[test]
fn a_document_that_cannot_be_read_is_named_and_the_others_count() {
    let folder = made(&translations());
    let link = folder.path().join("letters/4.sigla");
    std::os::unix::fs::symlink("elsewhere", &link).expect("it can be made");
    check(
        folder.path(),
        "letters --yes",
        &[],
        expect![[r#"
            letters: 3 documents, 3 with a header
              new   letters/sigla.toml    what the collection has decided: a translation
              new   letters/places.tsv    the register of places, with 2 rows from the documents
              new   letters/persons.tsv   the register of persons, empty
              new   letters/glossary.tsv  the register of abbreviations, with 2 rows from the documents
            no git repository is here, so nothing is set up to check each change
            4 files written
            - the registers (*.tsv) tell what names stand for; what they list is explained and completed in an editor
            - `sigla check letters` tells what is to be looked at
            ! sigla: letters/4.sigla: the link leads to nothing; mend or delete it
            exit 2
        "#]],
    );
}

#[test]
fn programs_are_told_too() {
    let folder = made(&[]);
    fs::write(folder.path().join("persons.tsv"), "mine").expect("it can be written");
    check(
        folder.path(),
        "--yes --format json",
        &[],
        expect![[r#"
        {
          "folder": ".",
          "documents": 0,
          "files": [
            {
              "file": "sigla.toml",
              "state": "written",
              "about": "what the collection has decided",
              "add": null
            },
            {
              "file": "places.tsv",
              "state": "written",
              "about": "the register of places, empty",
              "add": null
            },
            {
              "file": "persons.tsv",
              "state": "kept",
              "about": "the register of persons, empty",
              "add": null
            },
            {
              "file": "glossary.tsv",
              "state": "written",
              "about": "the register of abbreviations, empty",
              "add": null
            }
          ]
        }
    "#]],
    );
}

#[test]
fn the_book_shows_the_templates_as_they_are_written_and_they_name_this_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("it is there");
    let page = read("docs/ci.md");
    for name in ["github.yml", "gitlab.yml", "pre-commit.yaml"] {
        let template = read(&format!("docs/ci/{name}"));
        assert!(page.contains(&format!("```yaml\n{template}```")), "{name}");
        let version = format!("v{}\n", env!("CARGO_PKG_VERSION"));
        assert!(template.contains(&version), "{name}");
    }
}
