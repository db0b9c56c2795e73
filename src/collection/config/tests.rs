//! Every way to get `sigla.toml` wrong, and what is said of it.

use std::path::Path;

use super::*;

/// A file, and all that is wrong in it: a line for each, as the command shows it behind the name of the file.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let config = Config::parse(Path::new("/archive/sigla.toml"), text);
    let told: Vec<_> = config
        .problems
        .iter()
        .map(|problem| problem.to_string().replace("/archive/sigla.toml:", ""))
        .collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn a_file_with_everything_has_nothing_wrong() {
    check(include_str!("whole.toml"), &[]);
    check("", &[]);
    check("\u{feff}profile = \"translation\"\r\n", &[]);
}

#[test]
fn a_key_that_is_none_is_told_with_what_was_meant() {
    for (text, told) in [
        (
            "requird = [\"title\"]",
            "1:1: `requird` is no key of sigla.toml; did you mean `required`?",
        ),
        (
            "Profile = \"translation\"",
            "1:1: `Profile` is no key of sigla.toml; did you mean `profile`?",
        ),
        ("colour = \"red\"", "1:1: `colour` is no key of sigla.toml"),
        (
            "ignore = [\"Altai\"]",
            "1:1: `ignore` is no key of sigla.toml; `ignore` belongs under `[names]`",
        ),
        (
            "[names]\nignore = []\nprofile = \"translation\"",
            "3:1: `profile` is no key of `[names]`; `profile` belongs above the first `[…]` of the file",
        ),
        (
            "[[overrides]]\npaths = [\"a\"]\nrule = { text = \"off\" }",
            "3:1: `rule` is no key of `[overrides]`; did you mean `rules`?",
        ),
        (
            "[vocabulary.labels.watermark]\nclas = \"mark\"",
            "2:1: `clas` is no key of `[vocabulary.labels.watermark]`; did you mean `class`?",
        ),
        (
            "[vocabulary]\nlabel.watermark.class = \"mark\"",
            "2:1: `label` is no key of `[vocabulary]`; did you mean `labels`?",
        ),
    ] {
        check(text, &[told]);
    }
}

#[test]
fn a_value_that_does_not_fit_is_shown() {
    for (text, told) in [
        (
            "profile = \"translations\"",
            "1:11: `translations` is no profile; did you mean `translation`?",
        ),
        (
            "profile = \"edition\"",
            "1:11: `edition` is no profile; write `transcription`, `translation` or `publication`",
        ),
        (
            "profile = 3",
            "1:11: `profile` is words in quotes, not the number `3`",
        ),
        (
            "profile = \"\"",
            "1:11: `` is no profile; write `transcription`, `translation` or `publication`",
        ),
        (
            "brackets = \"leiden\"",
            "1:12: `leiden` is planned, but this version of sigla cannot do it yet; write `typescript`",
        ),
        (
            "required = \"title\"",
            "1:12: `required` is a list of words in quotes, not the text `\"title\"`; write `[\"title\"]`",
        ),
        (
            "required = [\"title\", 3]",
            "1:22: `required` is words in quotes, not the number `3`",
        ),
        (
            "required = [\"titel\"]",
            "1:13: `titel` is no header key; did you mean `title`?",
        ),
        (
            "required = [\"box\"]",
            "1:13: `box` is no header key; add it under `[vocabulary.keys.box]` if it is a key of your own",
        ),
        (
            "include = [\"\"]",
            "1:12: `include` has an empty value; fill it in, or delete it",
        ),
        (
            "include = [\"a[z-a]\"]",
            "1:12: `a[z-a]` is no pattern of file names: invalid range; 'z' > 'a'; write one such as `letters/**` or `*.txt`",
        ),
        (
            "exclude = [\"../others/**\"]",
            "1:12: `../others/**` leads out of the collection; name something below the folder of sigla.toml, relative to it",
        ),
        (
            "baseline = \"/etc/passwd\"",
            "1:12: `/etc/passwd` leads out of the collection; name something below the folder of sigla.toml, relative to it",
        ),
        (
            "baseline = \"C:\\\\known.json\"",
            "1:12: `C:\\known.json` leads out of the collection; name something below the folder of sigla.toml, relative to it",
        ),
        (
            "[rules]\n\"names\" = false",
            "2:11: `false` is no level of a rule; write `\"names\" = \"off\"`",
        ),
        (
            "[rules]\nnames = \"warn\"",
            "2:9: `warn` is no level of a rule; did you mean `warning`?",
        ),
        (
            "[rules]\nnames = 2",
            "2:9: `names` is off, on or a severity in quotes, not the number `2`",
        ),
        (
            "[rules.names]\ntwo-spellings = \"off\"",
            "1:1: `names` holds a table, not a level; write the rule's whole name in quotes: `\"names/…\" = \"off\"`",
        ),
        (
            "rules = [\"names\"]",
            "1:9: `rules` is a table, not the list `[\"names\"]`",
        ),
        (
            "[[overrides]]\nprofile = \"translation\"",
            "1:1: the override does not say for which files it is; add `paths = [\"letters/**\"]`",
        ),
        (
            "[overrides]\npaths = [\"a\"]",
            "1:1: `overrides` is a list of tables, each under `[[…]]`, not the table `[overrides]`",
        ),
        (
            "[conventions]\nsic = \"sic\"",
            "2:7: `sic` is not one bracket; write it with its brackets, such as `[sic]`",
        ),
        (
            "[conventions]\nsic = \"[sic?]\"",
            "2:7: `[sic?]` cannot stand for all others of its kind; write `[sic]`, `[SIC]` or `[sic!]`",
        ),
        (
            "[conventions]\nomission = \"[Omitted here is a table.]\"",
            "2:12: `[Omitted here is a table.]` cannot stand for all others of its kind; write `[...]`, `[. . .]` or `[…]`",
        ),
        (
            "[conventions]\nnumero = \"#\"",
            "2:10: `#` cannot stand for all others of its kind; write `№`, `Nº`, `No.`, `Nr.` or `N`",
        ),
        (
            "[conventions]\nsic = \"[left blank]\"",
            "2:7: `[left blank]` is read as blank, not as sic; write a bracket that says the source reads so",
        ),
        (
            "[vocabulary.labels.watermark]\nclass = \"marc\"",
            "2:9: `marc` is no class that a label can state; did you mean `mark`?",
        ),
        (
            "[vocabulary.labels.watermark]\nclass = \"mark\"\naliases = [\"stamp\", \"wm\"]",
            "3:12: `stamp` already means the label `stamp`; take another word",
        ),
        (
            "[vocabulary.labels.\"Stempel\"]\nclass = \"mark\"",
            "1:20: `Stempel` already means the label `stamp`; take another word",
        ),
        (
            "[vocabulary.labels.stamp]\nclass = \"note\"",
            "2:9: `stamp` is a label of the format, mark, and stays so; leave out `class`, or take another name",
        ),
        (
            "[vocabulary.labels.\"a:b\"]\nclass = \"note\"",
            "1:20: `a:b` cannot be a label; write one word or a few, without brackets or a colon",
        ),
        (
            "[vocabulary.labels]\nwatermark = \"mark\"",
            "2:13: `vocabulary.labels.watermark` is a table, not the text `\"mark\"`",
        ),
        (
            "[vocabulary.keys.Box]\nlist = true",
            "1:18: `Box` cannot be a header key; write it in lower case with hyphens",
        ),
        (
            "[vocabulary.keys.title]\nlist = true",
            "1:18: `title` is a header key already; take another word",
        ),
    ] {
        check(text, &[told]);
    }
}

#[test]
fn a_file_that_is_no_toml_is_told_with_what_mostly_mends_it() {
    for (text, told) in [
        (
            "profile = translation",
            "1:11: `profile = translation` is no TOML; write words in quotes: `key = \"value\"`",
        ),
        (
            "profile: \"translation\"",
            "1:10: `profile: \"translation\"` is no TOML; write `key = value`, not `key: value`",
        ),
        (
            "profile = “translation”",
            "1:11: `profile = “translation”` is no TOML; write straight quotes: `\"…\"`",
        ),
        (
            "[rules]\nnames/two-spellings = \"off\"",
            "2:6: `names/two-spellings = \"off\"` is no TOML; write the rule's name in quotes: `\"group/rule\" = \"off\"`",
        ),
        (
            "profile = \"translation\"\nprofile = \"publication\"",
            "2:1: `profile = \"publication\"` is no TOML; it is there twice, so delete one",
        ),
        (
            "[rules\n",
            "1:7: `[rules` is no TOML: unclosed table, expected `]`",
        ),
    ] {
        check(text, &[told]);
        assert!(Config::parse(Path::new("sigla.toml"), text).broken);
    }
}

#[test]
fn everything_that_is_wrong_is_told_in_the_order_of_the_file() {
    check(
        "profil = \"x\"\nrequired = [\"titel\", \"date\", \"langauge\"]\n[rules]\nnames = \"warn\"\n[[overrides]]\nprofile = \"y\"\n",
        &[
            "1:1: `profil` is no key of sigla.toml; did you mean `profile`?",
            "2:13: `titel` is no header key; did you mean `title`?",
            "2:30: `langauge` is no header key; did you mean `language`?",
            "4:9: `warn` is no level of a rule; did you mean `warning`?",
            "5:1: the override does not say for which files it is; add `paths = [\"letters/**\"]`",
            "6:11: `y` is no profile; write `transcription`, `translation` or `publication`",
        ],
    );
}

#[test]
fn the_choices_are_those_that_the_program_knows() {
    let names = |choices: &[keys::Choice]| -> Vec<&str> {
        let built = choices.iter().filter(|choice| choice.built);
        built.map(|choice| choice.name).collect()
    };
    let profiles: Vec<_> = Profile::ALL.iter().map(|it| it.name()).collect();
    assert_eq!(names(keys::PROFILES), profiles);
    let levels: Vec<_> = Level::ALL.iter().map(|it| it.name()).collect();
    assert_eq!(names(keys::LEVELS), levels);
    let brackets: Vec<_> = Brackets::ALL.iter().map(|it| it.name()).collect();
    assert_eq!(names(keys::BRACKETS), brackets);
}

#[test]
fn patterns_stand_for_files_below_their_folder() {
    let text =
        "exclude = [\"drafts/\", \"*.tmp\", \"/top.txt\", \"letters/**/old\", \"!keep.tmp\"]";
    let config = Config::parse(Path::new("/archive/sigla.toml"), text);
    for (file, fits) in [
        ("/archive/drafts/a.sigla", true),
        ("/archive/sub/drafts/deep/a.sigla", true),
        ("/archive/a.tmp", true),
        ("/archive/sub/keep.tmp", false),
        ("/archive/top.txt", true),
        ("/archive/sub/top.txt", false),
        ("/archive/letters/1945/old/a.sigla", true),
        ("/archive/a.sigla", false),
        ("/elsewhere/drafts/a.sigla", false),
    ] {
        assert_eq!(config.exclude.fit(Path::new(file)), fits, "{file}");
    }
}

#[test]
fn the_nearest_file_counts_and_is_looked_for_again_when_told() {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write("sigla.toml", "profile = \"translation\"");
    write("inner/sigla.toml", "");
    write("inner/deep/a.sigla", "");
    let finder = Finder::default();
    let found = |document: &str| {
        let found = finder.find(&root.path().join(document));
        found.map(|config| config.path.clone())
    };
    let file = |path: &str| Some(root.path().join(path));
    assert_eq!(found("a.sigla"), file("sigla.toml"));
    assert_eq!(found("inner/deep/a.sigla"), file("inner/sigla.toml"));
    assert_eq!(found("inner/../b/c.sigla"), file("sigla.toml"));
    assert!(!finder.look_again());
    write("inner/deep/sigla.toml", "");
    assert!(finder.look_again());
    assert_eq!(found("inner/deep/a.sigla"), file("inner/deep/sigla.toml"));
    std::fs::remove_file(root.path().join("inner/deep/sigla.toml")).expect("it is there");
    assert!(finder.look_again());
    assert_eq!(found("inner/deep/a.sigla"), file("inner/sigla.toml"));
}

#[test]
fn own_words_are_added_to_those_of_the_format() {
    let text = "[vocabulary.labels.watermark]\nclass = \"mark\"\naliases = [\"wm\"]\n[vocabulary.labels.stamp]\naliases = [\"Stpl.\"]\n[vocabulary.labels.shorthand]\n[vocabulary.keys.box]\naliases = [\"carton\"]\n";
    let config = Config::parse(Path::new("/archive/sigla.toml"), text);
    assert_eq!(config.problems, []);
    let vocabulary = config.own.expect("it has words of its own").vocabulary;
    for (written, name, brackets) in [
        ("watermark", "watermark", true),
        ("WM", "watermark", true),
        ("Stpl.", "stamp", true),
        ("Stempel", "stamp", true),
        ("shorthand", "shorthand", false),
        ("faded watermark", "watermark", true),
    ] {
        let found = vocabulary.label(written).expect(written);
        let told = (found.label.name.as_str(), found.label.in_brackets());
        assert_eq!(told, (name, brackets), "{written}");
    }
    let key = vocabulary.key("carton").expect("it is an alias");
    assert_eq!(key.name, "box");
}
