//! The queries that editors use: each against marked text, in the way of `tree-sitter test`, or against what it catches.

use std::ops::Range;

use expect_test::{Expect, expect};
use sigla::syntax::tree;
use tree_sitter::{Language, Query, QueryCursor, StreamingIterator};
use tree_sitter_highlight::{HighlightConfiguration, HighlightEvent, Highlighter};
use tree_sitter_sigla as grammar;
use tree_sitter_tags::{TagsConfiguration, TagsContext};

fn language() -> Language {
    grammar::LANGUAGE.into()
}

/// A piece of a text and the name it was given.
type Named = (Range<usize>, String);

/// The innermost highlight of each piece of a text.
fn highlights(text: &str) -> Vec<Named> {
    let mut configuration = HighlightConfiguration::new(
        language(),
        "sigla",
        grammar::HIGHLIGHTS_QUERY,
        grammar::INJECTIONS_QUERY,
        grammar::LOCALS_QUERY,
    )
    .expect("the queries fit the grammar");
    let names: Vec<String> = configuration
        .names()
        .iter()
        .map(|name| name.to_string())
        .collect();
    configuration.configure(&names);
    let mut highlighter = Highlighter::new();
    let events = highlighter
        .highlight(&configuration, text.as_bytes(), None, None, |_| None)
        .expect("nothing cancels it");
    let mut open = Vec::new();
    let mut named = Vec::new();
    for event in events {
        match event.expect("nothing cancels it") {
            HighlightEvent::HighlightStart(highlight) => open.push(highlight.0),
            HighlightEvent::HighlightEnd => {
                open.pop();
            }
            HighlightEvent::Source { start, end } => {
                named.extend(open.last().map(|&name| (start..end, names[name].clone())));
            }
        }
    }
    named
}

/// The names of what one can jump to, with what they name.
fn tags(text: &str) -> Vec<Named> {
    let configuration = TagsConfiguration::new(language(), grammar::TAGS_QUERY, "")
        .expect("the query fits the grammar");
    let mut context = TagsContext::new();
    let (tags, _) = context
        .generate_tags(&configuration, text.as_bytes(), None)
        .expect("nothing cancels it");
    let name = |tag: tree_sitter_tags::Tag| {
        let kind = configuration.syntax_type_name(tag.syntax_type_id);
        let role = if tag.is_definition {
            "definition"
        } else {
            "reference"
        };
        (tag.name_range, format!("{role}.{kind}"))
    };
    tags.map(|tag| name(tag.expect("nothing cancels it")))
        .collect()
}

/// What a marked text says should be: `%% ^^^ name` of the columns above the carets, `%% <- name` of the first, `!name`
/// that they are not. In a header the line begins with `#`. Columns are bytes.
fn marks(text: &str) -> Vec<(Range<usize>, bool, &str)> {
    let mut marks = Vec::new();
    let (mut start, mut marked) = (0, 0);
    for line in text.split_inclusive('\n') {
        let mark = line
            .strip_prefix("%%")
            .or(line.strip_prefix('#'))
            .and_then(|mark| {
                let mark = mark.trim();
                let name = mark
                    .strip_prefix("<-")
                    .unwrap_or(mark.trim_start_matches('^'));
                (name.len() < mark.len()).then_some(name.trim())
            });
        if let Some(name) = mark {
            let columns = match line.find('^') {
                Some(first) => first..line.rfind('^').map_or(first, |last| last + 1),
                None => 0..1,
            };
            let wanted = !name.starts_with('!');
            let range = marked + columns.start..marked + columns.end;
            marks.push((range, wanted, name.trim_start_matches('!')));
        } else {
            marked = start;
        }
        start += line.len();
    }
    marks
}

fn check_marked(folder: &str, names: fn(&str) -> Vec<Named>) {
    for path in super::files(folder) {
        let text = super::read(&path);
        let named = names(&text);
        for (range, wanted, name) in marks(&text) {
            let at = |column: usize| {
                named
                    .iter()
                    .filter(move |(range, _)| range.contains(&column))
            };
            for column in range.clone() {
                let is = at(column).any(|(_, it)| it == name);
                let found: Vec<_> = at(column).map(|(_, name)| name).collect();
                let line = text[..column].matches('\n').count() + 1;
                let path = path.display();
                assert!(
                    is == wanted,
                    "{path}:{line}: {:?} is {found:?}",
                    &text[range]
                );
            }
        }
    }
}

#[test]
fn marked_texts_have_their_highlights() {
    check_marked("test/highlight", highlights);
}

#[test]
fn marked_texts_have_their_tags() {
    check_marked("test/tags", tags);
}

/// What a query catches, a line each: the name and the text.
fn check(query: &str, text: &str, expected: Expect) {
    let query = Query::new(&language(), query).expect("the query fits the grammar");
    let tree = tree::parse(text, true);
    let mut cursor = QueryCursor::new();
    let mut captures = cursor.captures(&query, tree.root_node(), text.as_bytes());
    let mut caught = String::new();
    while let Some((found, index)) = captures.next() {
        let capture = found.captures()[*index];
        let name = query.capture_names()[capture.index as usize];
        let language = query
            .property_settings(found.pattern_index)
            .iter()
            .find(|it| it.value.is_some());
        let language = language
            .and_then(|it| it.value.as_deref())
            .map(|it| format!(" {it}"));
        let language = language.unwrap_or_default();
        caught += &format!("{name}{language} {:?}\n", &text[capture.node.byte_range()]);
    }
    expected.assert_eq(&caught);
}

#[test]
fn what_has_several_lines_folds() {
    check(
        grammar::FOLDS_QUERY,
        "---\ntitle: x\n---\n# H\n\n::: a\n1. b\nc\n:::\n\n| d |\n\n```tei\n<p/>\n```\n\n[^1]: e\n\nf [g]",
        expect![[r#"
            fold "---\ntitle: x\n---"
            fold "::: a\n1. b\nc\n:::"
            fold "1. b\nc"
            fold "| d |"
            fold "```tei\n<p/>\n```"
            fold "[^1]: e"
        "#]],
    );
}

#[test]
fn the_header_is_yaml_and_raw_tei_is_xml() {
    check(
        grammar::INJECTIONS_QUERY,
        "---\ntitle: x\n---\na\n\n```tei\n<p>\n</p>\n```\n%% TODO\nb",
        expect![[r#"
            injection.content yaml "---\ntitle: x\n---"
            injection.content xml "<p>\n</p>"
            injection.content comment "%% TODO"
        "#]],
    );
}

#[test]
fn a_note_reference_refers_to_its_footnote() {
    check(
        grammar::LOCALS_QUERY,
        "a[^1] b[^2]\n\n[^1]: c",
        expect![[r#"
            local.scope "a[^1] b[^2]\n\n[^1]: c"
            local.reference "[^1]"
            local.reference "[^2]"
            local.definition "[^1]:"
        "#]],
    );
}

#[test]
fn white_space_at_the_start_of_a_line_is_kept() {
    check(
        grammar::INDENTS_QUERY,
        "# a\n\n  b\n\n- c\n@sender d\n```tei\n  <p/>\n```\n%% e\n::: f\n:::",
        expect![[r##"
            indent.zero "# a"
            indent.auto "b"
            indent.auto "- c"
            indent.zero "@sender d"
            indent.ignore "  <p/>"
            indent.ignore "%% e"
            indent.zero "::: f"
            indent.zero ":::"
        "##]],
    );
}

#[test]
fn a_bracket_has_an_inside_and_an_outside() {
    check(
        grammar::TEXTOBJECTS_QUERY,
        "a [note: b _c_] {-d-} []",
        expect![[r#"
            block.outer "a [note: b _c_] {-d-} []"
            block.inner "a "
            block.inner "a "
            function.outer "[note: b _c_]"
            function.outer "[note: b _c_]"
            block.inner "[note: b _c_]"
            block.inner "[note: b _c_]"
            function.inner " b "
            function.inner "_c_"
            block.inner " "
            block.inner " "
            function.outer "{-d-}"
            block.inner "{-d-}"
            block.inner "{-d-}"
            function.inner "d"
            block.inner " "
            block.inner " "
            function.outer "[]"
            block.inner "[]"
            block.inner "[]"
        "#]],
    );
}

#[test]
fn blocks_containers_cells_and_fields_are_objects() {
    check(
        grammar::TEXTOBJECTS_QUERY,
        "---\ntitle: x\n---\n::: a\n1. b\n\n| c | d |\n:::\n%% e\n```tei\n<p/>\n```",
        expect![[r#"
            assignment.outer "title: x"
            assignment.lhs "title"
            assignment.rhs "x"
            class.outer "::: a\n1. b\n\n| c | d |\n:::"
            class.inner "1. b"
            class.inner "1. b"
            block.outer "1. b"
            block.inner " b"
            class.inner "| c | d |"
            block.outer "| c | d |"
            parameter.inner "c"
            parameter.inner "d"
            comment.outer "%% e"
            block.outer "```tei\n<p/>\n```"
            block.inner "<p/>"
        "#]],
    );
}
