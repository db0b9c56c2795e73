//! Writing registers: the first line of a new one, and rows in the columns that a table has.

use super::Topic;

/// The first line of a new register, with its end. For places, the columns of Linked Places TSV 0.5 that a historian fills in.
pub fn first_line(topic: Topic) -> &'static str {
    match topic {
        Topic::Places => {
            "id\ttitle\ttitle_source\ttitle_uri\tfclasses\taat_types\tattestation_year\tstart\tend\tccodes\tmatches\tvariants\ttypes\tparent_name\tparent_id\tlon\tlat\tdescription\n"
        }
        Topic::Persons => "id\tname\tvariants\tborn\tdied\trole\tmatches\tdescription\n",
        Topic::Glossary => "term\texpansion\tlanguage\tsource\n",
        Topic::Archives => {
            "name\tabbreviations\toriginal\tvariants\tformer\tplace\tcountry\tisil\ttradition\n"
        }
    }
}

/// A row, without the end of its line: each value in the column of its name, every other cell empty. Values of columns that
/// the table does not have are left out; an end of line or a tab in a value becomes a space, since a table has no quoting.
pub fn row<'c>(columns: impl IntoIterator<Item = &'c str>, values: &[(&str, String)]) -> String {
    let cells = columns.into_iter().map(|column| {
        let value = values.iter().find(|(name, _)| *name == column);
        value.map_or_else(String::new, |(_, value)| cell(value))
    });
    cells.collect::<Vec<_>>().join("\t")
}

/// What is in a cell: a table with tabs has no quoting, so a tab or the end of a line cannot stand there.
pub fn cell(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Another form of a name with its language, as Linked Places TSV writes it: `Yining@en`.
pub fn tagged(name: &str, language: Option<&str>) -> String {
    let is_tag = |tag: &&str| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match language.filter(is_tag) {
        Some(tag) => format!("{}@{tag}", cell(name)),
        None => cell(name),
    }
}

/// An id for a name that no other row has: `shara-sume` of `Shara-Sume`, or else `shara-sume-2`.
pub fn free_id(name: &str, mut is_free: impl FnMut(&str) -> bool) -> String {
    let plain = slug(name);
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.clone())
        .chain(numbered)
        .find(|id| is_free(id))
        .expect("there are more numbers than rows")
}

fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_their_columns_whatever_the_order() {
        let values = [
            ("title", "Shara-\nSume".to_owned()),
            ("id", "shara-sume".to_owned()),
            ("note", "is not a column".to_owned()),
        ];
        assert_eq!(
            row(["id", "variants", "title"], &values),
            "shara-sume\t\tShara- Sume"
        );
    }

    #[test]
    fn an_id_is_that_of_no_other_row() {
        assert_eq!(free_id("Shara-Sume", |_| true), "shara-sume");
        assert_eq!(
            free_id("St. Petersburg", |id| id.ends_with('3')),
            "st-petersburg-3"
        );
    }

    #[test]
    fn a_new_register_has_columns_that_are_known() {
        for topic in Topic::ALL {
            for column in first_line(topic).trim_end().split('\t') {
                let known = topic.columns().iter().any(|known| known.name == column);
                assert!(known, "{}: {column}", topic.file());
            }
        }
    }
}
