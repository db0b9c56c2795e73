//! A tree as an S-expression.

use std::fmt::Write;

use tree_sitter::Tree;

use super::nodes::{Kind, Step, walk};

/// Deeper nodes are indented no further, so that what is printed stays linear in the tree.
const DEEPEST_INDENT: usize = 40;

/// The named nodes of a tree, one a line, indented by depth; with `text`, leaves show theirs, quoted.
pub fn sexp(tree: &Tree, text: Option<&str>) -> String {
    let mut out = String::from("(document");
    let mut depth = 1;
    let open = |out: &mut String, kind: Kind, depth: usize| {
        let _ = write!(
            out,
            "\n{:indent$}({}",
            "",
            kind.name(),
            indent = 2 * depth.min(DEEPEST_INDENT)
        );
    };
    for step in walk(tree) {
        match step {
            Step::Enter(kind, _) => {
                open(&mut out, kind, depth);
                depth += 1;
            }
            Step::Leave(..) => {
                out.push(')');
                depth -= 1;
            }
            Step::Leaf(Kind::Sign, _) => {}
            Step::Leaf(kind, range) => {
                open(&mut out, kind, depth);
                if let Some(text) = text
                    && !range.is_empty()
                {
                    let _ = write!(out, " {:?}", &text[range]);
                }
                out.push(')');
            }
        }
    }
    out.push(')');
    out
}
