//! XML 1.0, written with quick-xml; what XML cannot hold becomes a sign.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};

/// Begins a document.
pub(super) fn declare(out: &mut dyn Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writeln!(out)
}

/// An element with these attributes; open until [`close`] where `open` says so.
pub(super) fn element(
    out: &mut dyn Write,
    name: &str,
    attributes: &[(&str, &str)],
    open: bool,
) -> io::Result<()> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, held(value).as_str()));
    }
    let event = match open {
        true => Event::Start(start),
        false => Event::Empty(start),
    };
    Writer::new(out).write_event(event)
}

/// Text within an element.
pub(super) fn text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let held: Vec<_> = text.split('\n').map(held).collect();
    Writer::new(out).write_event(Event::Text(BytesText::new(&held.join("\n"))))
}

/// Ends an element.
pub(super) fn close(out: &mut dyn Write, name: &str) -> io::Result<()> {
    writeln!(out, "</{name}>")
}

/// A text on one line as XML can hold it: a control character as its sign, a character that is none as U+FFFD.
fn held(text: &str) -> String {
    let held = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(held).collect()
}
