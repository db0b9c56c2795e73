//! Bytes as text: UTF-8 and UTF-16 by themselves, anything else only where it is named.

use encoding_rs::{Encoding, UTF_8};

/// Reads bytes in the encoding of that name, or in UTF-8, or in UTF-16 with a byte order mark; says what to do otherwise.
pub(super) fn decode(bytes: &[u8], name: Option<&str>) -> Result<String, String> {
    if let Some(name) = name {
        let encoding = Encoding::for_label(name.as_bytes()).ok_or_else(|| {
            format!("`{name}` is no encoding; names are utf-8, windows-1251, windows-1252, koi8-r, ibm866, iso-8859-2 and so on")
        })?;
        return whole(bytes, encoding);
    }
    let marked = Encoding::for_bom(bytes).map_or(UTF_8, |(encoding, _)| encoding);
    if marked != UTF_8 {
        return whole(bytes, marked);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(format!(
                "line {line} has the byte {:#04x}, which is not UTF-8, and nothing says what it stands for; say so with --encoding, such as windows-1251 (Russian) or windows-1252 (Western European)",
                bytes[at]
            ))
        }
    }
}

/// All of it or nothing: a letter that the encoding does not have would be lost.
fn whole(bytes: &[u8], encoding: &'static Encoding) -> Result<String, String> {
    let (text, used, bad) = encoding.decode(bytes);
    match bad {
        false => Ok(text.into_owned()),
        true => Err(format!(
            "it is not in {}: some bytes stand for nothing there; name another with --encoding",
            used.name()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], name: Option<&str>, expected: &str) {
        let read = decode(bytes, name).unwrap_or_else(|message| message);
        assert!(read.starts_with(expected), "{read}");
    }

    #[test]
    fn what_is_not_unicode_is_never_guessed() {
        for (bytes, name, expected) in [
            ("Нота".as_bytes(), None, "Нота"),
            (&b"\xff\xfeA\0"[..], None, "A"),
            (b"\xfe\xff\0A", None, "A"),
            (
                b"one\n\xcd\xee",
                None,
                "line 2 has the byte 0xcd, which is not UTF-8",
            ),
            (b"\xcd\xee\xf2\xe0", Some("windows-1251"), "Нота"),
            (b"\xcd", Some("utf-8"), "it is not in UTF-8"),
            (b"x", Some("klingon"), "`klingon` is no encoding"),
        ] {
            check(bytes, name, expected);
        }
    }
}
