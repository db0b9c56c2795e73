//! Comments that allow a finding: `%% sigla: allow brackets/empty — the source has it`.

use std::ops::Range;

/// What a comment allows. Ranges are bytes of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The comment, `%%` included.
    pub comment: Range<usize>,
    /// Whether it speaks for the whole file: `allow-file`.
    pub file: bool,
    /// The names of rules and groups, as written.
    pub names: Vec<Range<usize>>,
    /// Why, if it says so.
    pub reason: Option<Range<usize>>,
    /// What it reaches within its block: the comment and the next line that is no comment. None where a blank line comes
    /// first, so that it reaches the next block.
    pub reach: Option<Range<usize>>,
    /// Whether something other than comments stands before it in its block.
    pub within: bool,
}

/// Reads a comment; none where it is another kind of comment. `comments` are all of the block, in order.
pub fn read(block: &str, comment: &Range<usize>, comments: &[Range<usize>]) -> Option<Allowance> {
    let text = &block[comment.clone()];
    let body = text.strip_prefix("%%")?.trim_start();
    let body = body.strip_prefix("sigla:")?.trim_start();
    let body = body.strip_prefix("allow")?;
    let (file, body) = match body.strip_prefix("-file") {
        Some(body) => (true, body),
        None => (false, body),
    };
    if !(body.is_empty() || body.starts_with(char::is_whitespace)) {
        return None;
    }
    let at = |rest: &str| comment.end - rest.len();
    let mut names = Vec::new();
    let mut rest = body.trim_start();
    loop {
        let length = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '/' || c == '-' || c == '_'))
            .unwrap_or(rest.len());
        // A dash, or two, begins the reason.
        if rest[..length].trim_matches('-').is_empty() {
            break;
        }
        names.push(at(rest)..at(rest) + length);
        rest = rest[length..].trim_start();
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    let reason = rest
        .trim_start_matches(['—', '–', '-', ':', ','])
        .trim_start();
    let start = at(reason);
    let reason = reason.trim_end();
    let reason = (!reason.is_empty()).then(|| start..start + reason.len());
    Some(Allowance {
        comment: comment.clone(),
        file,
        names,
        reason,
        reach: next_line(block, comment, comments),
        within: block[..comment.start]
            .split(['\n', '\r'])
            .any(|line| !line.trim().is_empty() && !line.trim_start().starts_with("%%")),
    })
}

/// From the comment to the end of the next line that is no comment, where no blank line comes before it.
fn next_line(
    block: &str,
    comment: &Range<usize>,
    comments: &[Range<usize>],
) -> Option<Range<usize>> {
    let mut at = comment.end;
    loop {
        let rest = &block[at..];
        let line = rest.find(['\n', '\r'])?;
        let line = line
            + if rest[line..].starts_with("\r\n") {
                2
            } else {
                1
            };
        let start = at + line;
        let end = block[start..]
            .find(['\n', '\r'])
            .map_or(block.len(), |end| start + end);
        let text = &block[start..end];
        if text.trim().is_empty() {
            return None;
        }
        let first = start + (text.len() - text.trim_start().len());
        let index = comments.partition_point(|other| other.start < first);
        match comments.get(index) {
            Some(other) if other.start == first => at = other.end,
            _ => return Some(comment.start..end),
        }
    }
}
