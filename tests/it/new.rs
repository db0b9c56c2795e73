//! `sigla new`: documents from the seed, from others' texts and from web pages.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect, expect_file};

use sigla::formats::typescript::{Became, Imported, import, import_page};
use sigla::model::document::Document;
use sigla::model::header::plain;

use crate::cli::{folder, shown, sigla};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn example(name: &str) -> String {
    fs::read_to_string(root().join("examples").join(name)).expect("the example is there")
}

/// The fields of a header, each `key: values`, without comments.
fn fields(document: &Document) -> Vec<String> {
    let (header, block) = document.header().expect("it has a header");
    let field = |field: &sigla::model::header::Field| {
        let values = field
            .values
            .iter()
            .map(|value| plain(&block[value.clone()]));
        format!(
            "{}: {}",
            &block[field.key.clone()],
            values.collect::<Vec<_>>().join("; ")
        )
    };
    header.fields.iter().map(field).collect()
}

/// The lines of the text behind a header, without comments and blank ones.
fn body(text: &str) -> Vec<&str> {
    let (_, body) = text.split_once("\n---\n").expect("the header is closed");
    let lines = body.lines();
    lines
        .filter(|line| !line.trim().is_empty() && !line.starts_with("%%"))
        .collect()
}

/// What is only in one, `-`, or only in the other, `+`, in any order within each.
fn difference<T: AsRef<str>>(one: &[T], other: &[T]) -> Vec<String> {
    let has = |list: &[T], line: &T| list.iter().any(|other| other.as_ref() == line.as_ref());
    let less = one.iter().filter(|line| !has(other, line));
    let more = other.iter().filter(|line| !has(one, line));
    let less = less.map(|line| format!("- {}", line.as_ref()));
    less.chain(more.map(|line| format!("+ {}", line.as_ref())))
        .collect()
}

/// Each difference between what is made of the seed (`-`) and the document made by hand (`+`), and why a human decided it.
const BY_HAND: &[(&str, &str)] = &[
    (
        "+ level: item",
        "that it is one document of a file is nowhere said",
    ),
    (
        "+ original-language: ru",
        "the page does not say what it was translated from",
    ),
    (
        "+ collection: History and Public Policy Program, Digital Archive",
        "put together from two sentences",
    ),
    (
        "- rights: ",
        "`at` before the hidden address is left out with it in both; the page's hard spaces are as typed",
    ),
    ("+ rights: ", "the same"),
    ("+ [l. 334]", "where the first leaf begins"),
    (
        "- Nº 1-1 p. 282]",
        "what was lost before a bracket that nothing opens",
    ),
    ("+ [handwritten: Nº 1-1 p. 282]", "the same"),
    (
        "- machine guns",
        "that these lines are a table, whose figures are lost",
    ),
    ("- field guns", "the same"),
    ("- armored cars", "the same"),
    ("- aircraft engines", "the same"),
    ("+ | [lost: figure] |", "the same"),
    ("+ [editor: ", "the same"),
    (
        "- Under the influence",
        "that `[Districts]` is supplied: `[+Districts]`",
    ),
    ("+ Under the influence", "the same"),
    ("- At the same time", "that `held` is a slip for `help`"),
    ("+ At the same time", "the same"),
    (
        "- @distribution 3-2",
        "the space that was lost before a hyphen",
    ),
    ("+ @distribution 3-2", "the same"),
    (
        "- @drafted",
        "that one line of the page holds two of the document, and the date belongs to the second",
    ),
    ("- @dateline 2 June 1945", "the same"),
    ("+ @drafted", "the same"),
    ("+ @distribution At the instruction", "the same"),
    ("+ 2 June 1945", "the same"),
];

#[test]
fn the_seed_differs_from_the_document_made_by_hand_only_where_a_human_decided() {
    let (made, by_hand) = (
        import(&example("ili-report.txt")).document,
        example("ili-report.sigla"),
    );
    let mut differences = difference(
        &fields(&Document::new(&made)),
        &fields(&Document::new(&by_hand)),
    );
    differences.extend(difference(&body(&made), &body(&by_hand)));
    let unexplained: Vec<_> = differences
        .iter()
        .filter(|line| !BY_HAND.iter().any(|(start, _)| line.starts_with(start)))
        .collect();
    assert_eq!(
        unexplained,
        <[&String; 0]>::default(),
        "nobody decided these"
    );
    let idle: Vec<_> = BY_HAND
        .iter()
        .filter(|(start, _)| !differences.iter().any(|line| line.starts_with(start)))
        .collect();
    assert!(
        idle.iter().all(|(start, _)| start.ends_with("rights: ")),
        "these are no differences any more: {idle:?}"
    );
}

#[test]
fn the_seed_as_a_document_and_its_report() {
    let files = folder(&[("ili-report.txt", example("ili-report.txt").as_bytes())]);
    let report = shown(&sigla(files.path(), &["new", "ili-report.txt"], b""));
    let document =
        fs::read_to_string(files.path().join("ili-report.sigla")).expect("it was written");
    expect_file![root().join("tests/corpus/new/ili-report.document")].assert_eq(&document);
    expect_file![root().join("tests/corpus/new/ili-report.report")].assert_eq(&report);
}

/// The words of a text, in their order.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Fails where a word of the source is neither in the text, in its order, nor in the header, nor in a line whose removal
/// is told; counts the words, and trusts nothing that the importer says of lines that stay.
#[track_caller]
fn keeps_all(name: &str, source: &str, imported: &Imported) {
    let (header, body) = match Document::new(source).header() {
        Some(_) => ("", source),
        None => imported.document[4..]
            .split_once("---\n")
            .expect("the header is closed"),
    };
    let mut left = words(body).peekable();
    let lines: Vec<&str> = imported
        .fates
        .iter()
        .map(|fate| fate.text.as_str())
        .collect();
    let given = source
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    assert_eq!(
        lines,
        given.lines().collect::<Vec<_>>(),
        "{name}: a fate for each line"
    );
    for fate in &imported.fates {
        match &fate.became {
            Became::Removed(_) => {}
            Became::Header(keys, _) if keys.contains(&"date") => {}
            Became::Header(_, left_out) => {
                let verbs = [
                    "obtained",
                    "translated",
                    "by",
                    "and",
                    "transcribed",
                    "edited",
                    "provided",
                ];
                let lost = words(&fate.text).find(|word| {
                    !header.contains(word)
                        && left_out.is_none()
                        && !verbs.contains(&word.to_lowercase().as_str())
                });
                assert_eq!(lost, None, "{name}:{}", fate.line);
            }
            _ => words(&fate.text).for_each(|word| {
                // A role that was written before the line is no word of it.
                while left
                    .peek()
                    .is_some_and(|next| *next != word && is_role(next))
                {
                    left.next();
                }
                let here = left
                    .next()
                    .map(|next| (next, is_role(next) && next != word));
                assert_eq!(
                    here.map(|(next, _)| next),
                    Some(word),
                    "{name}:{}",
                    fate.line
                );
            }),
        }
    }
    assert_eq!(left.next(), None, "{name}: a word that nobody wrote");
    assert!(
        Document::new(&imported.document).header().is_some(),
        "{name}"
    );
}

fn is_role(word: &str) -> bool {
    sigla::vocabulary::Vocabulary::builtin()
        .role(word)
        .is_some()
}

fn texts(folder: PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut texts: Vec<_> = entries
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    texts.retain(|path| path.is_file());
    texts.sort();
    texts
}

#[test]
#[allow(clippy::print_stdout)]
fn no_word_of_a_real_text_is_lost() {
    let mut above = root().ancestors();
    let shared =
        above.find_map(|folder| Some(folder.join("shared/data")).filter(|data| data.is_dir()));
    let mut all = texts(root().join("tests/corpus"));
    all.extend(texts(root().join("examples")));
    match shared {
        Some(shared) => all.extend(
            ["letters", "ocr", "brackets/texts"]
                .iter()
                .flat_map(|part| texts(shared.join(part))),
        ),
        None => println!("skipped in part: there is no shared/data beside or above the project"),
    }
    for path in all {
        let text = sigla::collection::files::read(&path)
            .expect("it can be read")
            .text;
        keeps_all(&path.display().to_string(), &text, &import(&text));
    }
}

#[track_caller]
fn check_page(page: &str, expected: Expect) {
    expected.assert_eq(&import_page(page).document);
}

#[test]
fn a_page_with_a_table_and_notes_becomes_a_document() {
    check_page(
        "<!DOCTYPE html><html><head><title>Telegram | Papers Online</title><style>p{}</style></head><body>
        <nav><a href='/'>Home</a> <a href='/all'>Browse all papers</a></nav>
        <main><h1>Telegram from the Consul in Ghulja</h1>
        <p>Secret</p><p>Ghulja, 3 May 1946</p>
        <p>The stores that were counted on the last day of April are these, as the quartermaster reports<sup><a href='#n1' id='r1'>1</a></sup>:</p>
        <table><tr><th>Kind</th><th>Number</th></tr><tr><td>Rifles</td><td>40</td></tr></table>
        <ol><li>Send oil.<li>Send salt.</ol>
        <p>Yours faithfully</p>
        <section><h2>Notes</h2><ol><li id='n1'>He signs as Petrov. <a href='#r1'>↩</a></ol></section>
        <h3>Document Information</h3><dl><dt>Original Classification<dd>Secret<dt>Record ID<dd>5034<dt>Translated by<dd>A. Lee</dl></main>
        <script>track()</script></body></html>",
        expect![[r#"
            ---
            title: Telegram from the Consul in Ghulja
            date: 1946-05-03
            source:
            creator:
            translator: A. Lee
            language: en
            classification: Secret
            note: "Record ID: 5034"
            ---

            @classification Secret

            @dateline Ghulja, 3 May 1946

            The stores that were counted on the last day of April are these, as the quartermaster reports[^1]:

            | Kind | Number |
            |---|---|
            | Rifles | 40 |

            1. Send oil.

            2. Send salt.

            @closing Yours faithfully

            ## Notes

            [^1]: He signs as Petrov.
        "#]],
    );
}

#[test]
fn the_command_writes_over_nothing_and_guesses_no_encoding() {
    let files = folder(&[
        ("a.txt", b"Secret\n\nText.\n"),
        ("a.sigla", b"mine"),
        ("b.txt", b"\xcd\xee\xf2\xe0\n"),
    ]);
    let run = |args: &[&str], stdin: &[u8]| shown(&sigla(files.path(), args, stdin));
    let all = [
        run(&["new", "a.txt"], b""),
        run(&["new", "a.txt", "-o", "a.txt", "--force"], b""),
        run(&["new", "b.txt"], b""),
        run(
            &["new", "b.txt", "--encoding", "windows-1251", "--quiet"],
            b"",
        ),
        run(&["new", "nothing.txt"], b""),
        run(&["new", "-"], b"Secret\n\nText.\n"),
        run(&["new", "a.txt", "-o", "c.sigla", "--format", "json"], b""),
        run(&["new", "c.sigla"], b""),
    ];
    expect![[r#"
        ! sigla: a.sigla: it is there already and was left as it is; name another file with --output, or add --force to write over it
        exit 2

        ! sigla: a.txt: the document would take the place of what it is made from; name another file with --output
        exit 2

        ! sigla: b.txt: line 1 has the byte 0xcd, which is not UTF-8, and nothing says what it stands for; say so with --encoding, such as windows-1251 (Russian) or windows-1252 (Western European)
        exit 2


        ! sigla: nothing.txt: there is no such file or folder; check the spelling
        exit 2

        ---
        title:
        date:
        source:
        creator:
        language:
        classification: Secret
        ---

        @classification Secret

        Text.

        {"file":"a.txt","document":"c.sigla","page":false,"doubleSpaced":false,"lines":[{"line":1,"text":"Secret","fate":"role","at":10,"role":"classification","keys":["classification"],"why":null},{"line":2,"text":"","fate":"blank","at":null,"role":null,"keys":[],"why":null},{"line":3,"text":"Text.","fate":"kept","at":12,"role":null,"keys":[],"why":null}]}

        ! sigla: c.sigla: it has a header already, so there is nothing to make; `sigla check` tells what it lacks
        exit 2
    "#]].assert_eq(&all.join("\n"));
    assert_eq!(
        fs::read(files.path().join("a.sigla")).expect("it is there"),
        b"mine"
    );
    let decoded = fs::read_to_string(files.path().join("b.sigla")).expect("it was written");
    assert!(decoded.ends_with("\nНота\n"), "{decoded}");
}

/// The text of a page between a fence of this kind and its end.
fn fence<'t>(page: &'t str, kind: &str) -> &'t str {
    let behind = page
        .split_once(&format!("```{kind}\n"))
        .expect("the page shows it")
        .1;
    behind.split_once("```").expect("the fence is closed").0
}

#[test]
fn the_page_in_the_book_shows_what_the_command_does() {
    let path = root().join("docs/new.md");
    let page = fs::read_to_string(&path).expect("it is there");
    let files = folder(&[("telegram.txt", fence(&page, "text").as_bytes())]);
    let report = shown(&sigla(files.path(), &["new", "telegram.txt"], b""));
    let document = fs::read_to_string(files.path().join("telegram.sigla")).expect("it was written");
    let right = page
        .replace(
            &format!("```sigla\n{}```", fence(&page, "sigla")),
            &format!("```sigla\n{document}```"),
        )
        .replace(
            &format!("```report\n{}```", fence(&page, "report")),
            &format!("```report\n{report}```"),
        );
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, &right).expect("it can be written");
    }
    assert_eq!(
        page, right,
        "UPDATE=1 cargo test --test it new  rewrites it"
    );
}
