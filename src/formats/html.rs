//! A saved web page as lines of text: paragraphs, headings, lists, tables and notes as the format writes them.

mod notes;

use scraper::{ElementRef, Html, Node};

use super::typescript::Line;
use notes::Notes;

/// Elements whose text no reader of the page sees.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "head", "svg"];

/// Elements that belong to the site and not to what it shows.
const SITE: &[&str] = &["nav", "button", "select"];

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "header",
    "footer",
    "nav",
    "aside",
    "form",
    "main",
    "hr",
    "address",
    "button",
    "select",
    "option",
    "body",
    "caption",
    "td",
    "th",
    "label",
];

/// The lines of a page, blank ones between its blocks. Lines of elements that are navigation say so. The page's name in
/// the browser stands first where no heading says what the page is. Linear in the page, however deep it nests.
pub fn lines(page: &str) -> Vec<Line> {
    let page = Html::parse_document(page);
    let mut reader = Reader {
        notes: Notes::of(&page),
        ..Reader::default()
    };
    let elements = || page.root_element().descendent_elements();
    if !elements().any(|element| matches!(element.value().name(), "h1" | "h2"))
        && let Some(title) = elements().find(|element| element.value().name() == "title")
    {
        reader.text(&title.text().collect::<String>());
        reader.end_block();
    }
    for edge in page.root_element().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => reader.open(node),
            ego_tree::iter::Edge::Close(node) => reader.close(node),
        }
    }
    reader.end_block();
    reader.lines
}

#[derive(Default)]
struct Reader {
    lines: Vec<Line>,
    /// The block that is being read; line ends in it are those of the page's `<br>`.
    block: String,
    /// What the block begins with: the sign of a heading, the label of an item.
    prefix: String,
    /// How many open elements are not seen, and how many are the site's.
    unseen: usize,
    site: usize,
    verbatim: usize,
    /// The number of the last item of each open list; none for a list without numbers.
    lists: Vec<Option<i64>>,
    /// The cells of the row that is open.
    row: Option<Vec<String>>,
    /// Whether all of them are heads.
    head: bool,
    superscript: Option<usize>,
    notes: Notes,
}

type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

impl Reader {
    fn open(&mut self, node: NodeRef) {
        match node.value() {
            Node::Text(text) if self.unseen == 0 => self.text(text),
            Node::Element(element) => {
                let name = element.name();
                if UNSEEN.contains(&name) {
                    self.unseen += 1;
                    return;
                }
                let cell = matches!(name, "td" | "th") && self.row.is_some();
                if BLOCKS.contains(&name) && self.row.is_none() {
                    self.end_block();
                } else if BLOCKS.contains(&name) && !cell {
                    self.block.push(' ');
                }
                if is_site(element) {
                    self.site += 1;
                }
                self.notes.enter(element.id(), &self.block);
                match name {
                    "br" => self.block.push(if self.row.is_some() { ' ' } else { '\n' }),
                    "pre" => self.verbatim += 1,
                    "ol" => {
                        let start = element.attr("start").and_then(|start| start.parse().ok());
                        self.lists
                            .push(Some(start.unwrap_or(1_i64).saturating_sub(1)));
                    }
                    "ul" => self.lists.push(None),
                    "li" if self.row.is_none() => self.prefix = self.item(),
                    "tr" if !is_layout(node) => self.row = Some(Vec::new()),
                    "sup" => self.superscript = Some(self.block.len()),
                    _ => {
                        let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                        if let Some(level @ 1..=6) = level.filter(|_| self.row.is_none()) {
                            self.prefix = "#".repeat(level) + " ";
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef) {
        let Node::Element(element) = node.value() else {
            return;
        };
        let name = element.name();
        match name {
            _ if UNSEEN.contains(&name) => {
                self.unseen -= 1;
                return;
            }
            "pre" => self.verbatim -= 1,
            "ol" | "ul" => {
                self.lists.pop();
            }
            "td" | "th" => {
                if let Some(row) = &mut self.row {
                    let cell = self.block.split_whitespace().collect::<Vec<_>>().join(" ");
                    row.push(cell.replace('|', "\\|"));
                    self.head = name == "th" && (self.head || row.len() == 1);
                    self.block.clear();
                }
            }
            "tr" => self.end_row(),
            "sup" => self.raise(node),
            _ => {}
        }
        if BLOCKS.contains(&name) && self.row.is_none() {
            self.end_block();
        }
        if is_site(element) {
            self.site -= 1;
        }
    }

    /// Text of the page; runs of space are one, as browsers show them. A hard space is kept.
    fn text(&mut self, text: &str) {
        if self.verbatim > 0 && self.row.is_none() {
            return self.block.push_str(text);
        }
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\t' | '\r' | '\u{c}' if self.block.ends_with([' ', '\n']) => {}
                ' ' | '\n' | '\t' | '\r' | '\u{c}' => self.block.push(' '),
                c => self.block.push(c),
            }
        }
    }

    fn item(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        }
    }

    /// A reference to a note becomes one of the format; raised figures become raised figures.
    fn raise(&mut self, node: NodeRef) {
        let Some(start) = self
            .superscript
            .take()
            .filter(|start| *start <= self.block.len())
        else {
            return;
        };
        let text = self.block[start..].to_owned();
        let label = ElementRef::wrap(node).and_then(|element| self.notes.reference(element));
        let raised = match label {
            Some(label) => format!("[^{label}]"),
            None if text.chars().all(|c| c.is_ascii_digit()) => {
                text.chars().map(superscript).collect()
            }
            None => text,
        };
        self.block.replace_range(start.., &raised);
    }

    fn end_row(&mut self) {
        match self.row.take() {
            Some(row) if row.len() > 1 => {
                let text = format!("| {} |", row.join(" | "));
                // Rows of a table follow each other without a blank line.
                let follows =
                    self.lines.len() > 1 && self.lines[self.lines.len() - 2].text.starts_with('|');
                if follows {
                    self.lines.pop();
                }
                self.push(text);
                if std::mem::take(&mut self.head) && !follows {
                    self.push("|---".repeat(row.len()) + "|");
                }
                self.push(String::new());
            }
            Some(row) => self.block = row.concat(),
            None => {}
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if block.trim().is_empty() {
            return;
        }
        let prefix = std::mem::take(&mut self.prefix);
        let (prefix, block) = match self.notes.definition(&block) {
            Some((label, rest)) => (format!("[^{label}]: "), rest.to_owned()),
            None => (prefix, block),
        };
        let heading = prefix.starts_with('#');
        let block = if heading {
            block.replace('\n', " ")
        } else {
            block
        };
        for (at, line) in block.trim().lines().enumerate() {
            self.push(if at == 0 {
                format!("{prefix}{}", line.trim())
            } else {
                line.trim_end().to_owned()
            });
        }
        self.push(String::new());
    }

    fn push(&mut self, text: String) {
        let furniture = (self.site > 0 && !text.is_empty()).then_some("navigation of the web site");
        self.lines.push(Line { text, furniture });
    }
}

fn is_site(element: &scraper::node::Element) -> bool {
    SITE.contains(&element.name()) || element.attr("role") == Some("navigation")
}

/// Whether a row belongs to a table that only puts blocks beside each other: one within which is another or a heading.
fn is_layout(row: NodeRef) -> bool {
    row.descendants().skip(1).any(|node| {
        node.value().as_element().is_some_and(|element| {
            matches!(element.name(), "table" | "h1" | "h2" | "h3" | "article")
        })
    })
}

fn superscript(digit: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit
        .to_digit(10)
        .map_or(digit, |digit| RAISED[digit as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        let lines: Vec<_> = lines(page)
            .into_iter()
            .map(|line| line.text)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(lines.join("\n"), expected, "{page}");
    }

    #[test]
    fn blocks_of_a_page_become_those_of_the_format() {
        for (page, expected) in [
            (
                "<h2>Minutes</h2><p>One\n two.<p>Three<br>four",
                "## Minutes\nOne two.\nThree\nfour",
            ),
            ("<script>x()</script><style>p{}</style><p>Text", "Text"),
            (
                "<ol start=3><li>Three<li>Four</ol><ul><li>Dash</ul>",
                "3. Three\n4. Four\n- Dash",
            ),
            (
                "<table><tr><th>Kind<th>Number<tr><td>Guns|old<td>4</table>",
                "| Kind | Number |\n|---|---|\n| Guns\\|old | 4 |",
            ),
            ("<table><tr><td><h2>A</h2><p>B</table>", "## A\nB"),
            ("<p>10<sup>2</sup> m, the 5<sup>th</sup>", "10² m, the 5th"),
            (
                "<p>Left<sup><a id=r1 href='#n1'>1</a></sup> in May.<ol><li id=n1>In June. <a href='#r1'>↩</a></ol>",
                "Left[^1] in May.\n[^1]: In June.",
            ),
            (
                "<p>Left<sup><a id=r1 href='#n1'>[1]</a></sup>.<p><sup><a id=n1 href='#r1'>1</a></sup> In June.",
                "Left[^1].\n[^1]: In June.",
            ),
        ] {
            check(page, expected);
        }
    }

    #[test]
    fn a_page_may_nest_as_deep_as_it_likes() {
        let deep = "<div>".repeat(20_000) + "word";
        check(&deep, "word");
    }
}
