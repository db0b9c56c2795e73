//! What a web page says of the document beside it: labels with their values, sponsors, rights.

use super::super::furniture::{self, Furniture};
use super::super::{Became, Line};
use super::Frame;

/// Reads the page's description of the document.
pub(super) fn describe(lines: &[Line], region: &[usize], frame: &mut Frame) {
    let mut at = 0;
    while at < region.len() {
        let line = region[at];
        at += 1;
        let text = lines[line].text.trim();
        if frame.left.contains_key(&line) {
            continue;
        }
        if let Some((key, value)) = furniture::labelled(text) {
            let label = &text[..text.find(':').unwrap_or(0)];
            say(key, label, value, line, frame);
            frame.moves(line, (key != "note").then_some("its label"));
            continue;
        }
        match furniture::of(text) {
            Some(Furniture::Taken(why)) => frame.remove(line, why),
            Some(Furniture::Sponsor | Furniture::Rights) => {
                let (shown, hidden) = furniture::without_hidden(text);
                frame.values.push(("rights", shown, line));
                frame.moves(line, hidden.then_some("an address that the page hides"));
            }
            Some(Furniture::Label(key, _)) => {
                let value = region.get(at).copied().filter(|next| {
                    furniture::of(&lines[*next].text).is_none()
                        && furniture::labelled(&lines[*next].text).is_none()
                });
                match value {
                    // What another reading has understood already is not said twice.
                    Some(next) if frame.left.contains_key(&next) => {
                        frame.remove(line, format!("label of `{key}` on the web page"));
                    }
                    Some(next) => {
                        say(key, text, lines[next].text.trim(), next, frame);
                        frame.moves(next, None);
                        let why = match key {
                            "note" => Became::Header(vec![key], None),
                            _ => Became::Removed(format!("label of `{key}` on the web page")),
                        };
                        frame.left.insert(line, why);
                        at += 1;
                    }
                    None => frame.remove(line, "label of the web page without a value"),
                }
            }
            None => {
                let repeated = frame.values.iter().find(|(key, value, from)| {
                    *key == "rights" && *from != line && text.len() > 3 && value.contains(text)
                });
                if let Some((_, _, from)) = repeated {
                    let why = format!("repeats words of line {}", from + 1);
                    frame.remove(line, why);
                }
            }
        }
    }
}

/// A value of the page's description. It is surer than what the document's own lines seem to say.
fn say(key: &'static str, label: &str, value: &str, line: usize, frame: &mut Frame) {
    let value = match key {
        "note" => format!("{}: {value}", label.trim().trim_end_matches(':')),
        _ => value.to_owned(),
    };
    let one = matches!(key, "classification" | "source" | "summary");
    if one && frame.has(key) {
        let stays = |from: &usize| !frame.left.contains_key(from);
        match frame
            .values
            .iter()
            .position(|(other, _, from)| *other == key && stays(from))
        {
            Some(at) => {
                frame.values.remove(at);
            }
            None => return frame.values.push(("note", format!("{key}: {value}"), line)),
        }
    }
    frame.values.push((key, value, line));
}
