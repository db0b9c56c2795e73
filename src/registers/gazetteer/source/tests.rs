//! Linked Places TSV as people write it: what is read, and what is told.

use std::fmt::Write;

use expect_test::{Expect, expect};

use super::lp_tsv;

const ALL: &str = "id\ttitle\ttitle_source\tfclasses\taat_types\tattestation_year\tstart\tend\tccodes\tmatches\tvariants\ttypes\tparent_name\tparent_id\tlon\tlat\tgeowkt\n";

#[track_caller]
fn check(text: &str, expected: Expect) {
    let read = lp_tsv::read(text);
    let mut shown = String::new();
    for record in &read.records {
        let _ = write!(shown, "{}:", record.id);
        for form in &record.names {
            assert_eq!(
                text[form.range.clone()],
                form.form,
                "a form stands where it says"
            );
            let _ = match &form.language {
                Some(language) => write!(shown, " {}@{language}", form.form),
                None => write!(shown, " {}", form.form),
            };
        }
        let _ = write!(shown, " | {}", record.kind.as_str());
        if let Some((lat, lon)) = record.at {
            let _ = write!(shown, " {lat} {lon}");
        }
        for it in record.countries.iter().chain(&record.links) {
            let _ = write!(shown, " {it}");
        }
        if let Some(parent) = &record.parent {
            let _ = write!(shown, " in {}({})", parent.name, parent.id);
        }
        let years = [record.years.from, record.years.to]
            .map(|year| year.map_or_else(String::new, |year| year.to_string()));
        let _ = writeln!(shown, " {}–{}", years[0], years[1]);
    }
    for problem in &read.problems {
        let _ = writeln!(
            shown,
            "line {} `{}`: {}: {}",
            problem.line,
            text[problem.range.clone()].replace('\t', "→"),
            problem.what,
            problem.done
        );
    }
    expected.assert_eq(&shown);
}

/// One row with these values in these columns, and what every row must have.
fn row(values: &[(&str, &str)]) -> String {
    let given = [
        ("id", "x"),
        ("title", "X"),
        ("title_source", "S"),
        ("fclasses", "P"),
        ("start", "1945"),
    ];
    let columns = ALL.trim_end().split('\t').map(|column| {
        let own = values.iter().find(|(name, _)| *name == column);
        own.or(given.iter().find(|(name, _)| *name == column))
            .map_or("", |(_, value)| value)
    });
    columns.collect::<Vec<_>>().join("\t") + "\n"
}

#[track_caller]
fn check_row(values: &[(&str, &str)], expected: Expect) {
    check(&(ALL.to_owned() + &row(values)), expected);
}

#[test]
fn a_whole_row_is_read() {
    check_row(
        &[
            ("id", "ghulja"),
            ("title", "Ghulja"),
            ("aat_types", "300008389"),
            ("types", "city"),
            ("ccodes", "CN"),
            ("matches", "gn:1529013;wd:Q5684"),
            (
                "variants",
                "Ghulja@ug-Latn;غۇلجا@ug-Arab;Кульджа@ru;I-ning@zh-Latn-wadegile",
            ),
            ("parent_name", "Ili District"),
            ("parent_id", "#ili"),
            ("lon", "81.2777"),
            ("lat", "43.9080"),
        ],
        expect![[r#"
            ghulja: Ghulja Ghulja@ug-Latn غۇلجا@ug-Arab Кульджа@ru I-ning@zh-Latn-wadegile | town 43.908 81.2777 CN gn:1529013 wd:Q5684 in Ili District(#ili) 1945–
        "#]],
    );
}

#[test]
fn a_tag_stands_behind_the_last_at_sign() {
    check_row(
        &[("variants", "Górą Aniołów@pl;a@b@ru;x@;@ru;y@russian!")],
        expect![[r#"
            x: X Górą Aniołów@pl a@b@ru x@ @ru y@russian! | town 1945–
            line 2 `x@`: `` is no language tag: the whole is taken for the name; a tag looks like `ru` or `zh-Latn-pinyin`
            line 2 `@ru`: `ru` is no language tag: the whole is taken for the name; a tag looks like `ru` or `zh-Latn-pinyin`
            line 2 `y@russian!`: `russian!` is no language tag: the whole is taken for the name; a tag looks like `ru` or `zh-Latn-pinyin`
        "#]],
    );
}

#[test]
fn what_a_cell_says_is_left_out_where_it_is_wrong() {
    check_row(
        &[
            ("fclasses", "P;X"),
            ("start", "19x5"),
            ("ccodes", "cn;CHN"),
            ("matches", "gn:1;foo:2;https://example.org/3"),
        ],
        expect![[r#"
            x: X | town CN gn:1 https://example.org/3 –
            line 2 `X`: `X` is no feature class: it is left out; the classes are A, H, L, P, R, S and T
            line 2 `19x5`: `19x5` is no year: it is left out; write `1945`, or `-320` for 321 BC
            line 2 `CHN`: `CHN` is no code of a country: it is left out; a code has two letters, such as `CN` (ISO 3166-1)
            line 2 `foo:2`: `foo:2` is no reference to another source: it is left out; write `wd:Q5684`, `gn:1529102` or an address
        "#]],
    );
    check_row(
        &[("start", "1950"), ("end", "1945")],
        expect![[r#"
        x: X | town –
        line 2 `1945`: the place ends in 1945, before it begins in 1950: its years are left out
    "#]],
    );
    check_row(
        &[("start", "-320"), ("end", "0012-05-01")],
        expect![[r#"
        x: X | town -320–12
    "#]],
    );
}

#[test]
fn coordinates_lie_on_the_globe() {
    check_row(
        &[("lat", "81.3"), ("lon", "143.9")],
        expect![[r#"
        x: X | town 81.3 143.9 1945–
    "#]],
    );
    check_row(
        &[("lat", "143.9"), ("lon", "43.9")],
        expect![[r#"
        x: X | town 1945–
        line 2 `43.9→143.9`: 143.9 degrees north and 43.9 east lie on no globe: they are left out; were `lat` and `lon` swapped?
    "#]],
    );
    check_row(
        &[("lat", "43,9"), ("lon", "81,3")],
        expect![[r#"
        x: X | town 43.9 81.3 1945–
        line 2 `81,3→43,9`: `43,9`, `81,3` have a comma for a point: they are read as if it were one
    "#]],
    );
    check_row(
        &[("lat", "43.9")],
        expect![[r#"
        x: X | town 1945–
        line 2 `43.9`: the row has only one of `lat` and `lon`: it is left out
    "#]],
    );
    check_row(
        &[
            ("lat", "1"),
            ("lon", "2"),
            ("geowkt", "POLYGON((80 40, 82 40, 82 44, 80 44))"),
        ],
        expect![[r#"
            x: X | town 42 81 1945–
        "#]],
    );
    check_row(
        &[("geowkt", "somewhere")],
        expect![[r#"
        x: X | town 1945–
        line 2 `somewhere`: `somewhere` is no well-known text of a place: it is left out; write `POINT(81.28 43.91)`, the longitude first
    "#]],
    );
}

#[test]
fn a_parent_has_a_name_and_an_id() {
    check_row(
        &[("parent_name", "Ili")],
        expect![[r#"
        x: X | town in Ili() 1945–
        line 2 `Ili`: the row has a `parent_name` and no `parent_id`: what there is counts; Linked Places TSV asks for both or neither
    "#]],
    );
}

#[test]
fn rows_without_id_or_title_and_doubled_ids_are_left_out() {
    let text = ALL.to_owned()
        + &row(&[])
        + &row(&[("id", "")])
        + &row(&[("id", "y"), ("title", "")])
        + &row(&[("title", "Y")]);
    check(
        &text,
        expect![[r#"
        x: X | town 1945–
        line 3 `→X→S→P→→→1945→→→→→→→→→→`: the row has no `id`: the row is left out
        line 4 `y→→S→P→→→1945→→→→→→→→→→`: the row has no `title`: the row is left out
        line 5 `x`: `x` is the id of another row already: the row is left out; give it an id of its own
    "#]],
    );
}

#[test]
fn the_first_line_may_be_wrong() {
    check(
        "id\ttitle\ttitle_source\ttitle_uri fclasses\tstart\nx\tX\tS\t\tP\t1945\n",
        expect![[r#"
            x: X | town 1945–
            line 1 `title_uri fclasses`: a space stands for a tab in `title_uri fclasses`: they are taken for columns of their own
        "#]],
    );
    check(
        "id\ttitel\tid\tnonsense\nx\tX\n",
        expect![[r#"
            line 1 `id→titel→id→nonsense`: there is no column `title`: the form of the name that is preferred: name it in the first line
            line 1 `titel`: there is no column `titel`: it is left out; did you mean `title`?
            line 1 `id`: the column `id` is there twice: the first one counts
            line 1 `nonsense`: there is no column `nonsense`: it is left out
        "#]],
    );
    check(
        "id,title,start\nx,X,1945\n",
        expect![[r#"
            line 1 `id,title,start`: the columns are parted by commas, not by tabs: save the table as text with tabs
        "#]],
    );
    check(
        "\u{feff}id\ttitle\r\nx\tX\r\n\r\n",
        expect![[r#"
        x: X | town –
        line 1 `id`: 1 row has no `title_source`: Linked Places TSV asks for it; Sigla does without
        line 1 `id`: 1 row has no `fclasses` and no `aat_types`: Linked Places TSV asks for it; Sigla does without
        line 1 `id`: 1 row has no `attestation_year` and no `start`: Linked Places TSV asks for it; Sigla does without
    "#]],
    );
    check("", expect![[""]]);
}

#[test]
fn a_row_may_have_too_many_cells_or_quoted_ones() {
    check(
        "id\ttitle\nx\t\"X\"\tmore\n",
        expect![[r#"
        x: X | town –
        line 1 `id`: 1 row has no `title_source`: Linked Places TSV asks for it; Sigla does without
        line 1 `id`: 1 row has no `fclasses` and no `aat_types`: Linked Places TSV asks for it; Sigla does without
        line 1 `id`: 1 row has no `attestation_year` and no `start`: Linked Places TSV asks for it; Sigla does without
        line 2 `"X"`: `"X"` is quoted, and a table with tabs has no quoting: the quotation marks are left out
        line 2 `more`: `more` stands behind the last column: it is left out; is there a tab too many before it?
    "#]],
    );
}
