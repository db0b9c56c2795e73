//! Paths as other systems want them: from the working folder, with `/`, or as a URI.

use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

/// The working folder, which a checkout's root is where a server checks.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| std::env::current_dir().unwrap_or_default());

/// A path from the working folder, without `.` and `..`; from the root if it leads elsewhere. Always with `/`.
pub(super) fn relative(name: &str) -> String {
    relative_to(name, &FOLDER)
}

/// The path as a URI, and whether it is one relative to the working folder.
pub(super) fn uri(name: &str) -> (String, bool) {
    let path = relative(name);
    let encoded = percent_encoded(&path);
    match Path::new(&path).is_absolute() {
        false => (encoded, true),
        true if encoded.starts_with('/') => (format!("file://{encoded}"), false),
        true => (format!("file:///{encoded}"), false),
    }
}

fn relative_to(name: &str, folder: &Path) -> String {
    let mut path = PathBuf::new();
    for part in folder.join(name).components() {
        match part {
            Component::CurDir => {}
            // Above the root there is the root.
            Component::ParentDir => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    let path = path.strip_prefix(folder).unwrap_or(&path);
    let path = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => path.into_owned(),
        separator => path.replace(separator, "/"),
    }
}

/// All but letters, digits, `-._~` and `/` (RFC 3986) as `%` and two digits, so that a colon makes no scheme.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            byte => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, path: &str, uri: &str) {
        let relative = relative_to(name, Path::new("/home/letters"));
        assert_eq!(relative, path);
        assert_eq!(percent_encoded(&relative), uri);
    }

    #[test]
    fn a_path_leads_from_the_working_folder() {
        check("a.sigla", "a.sigla", "a.sigla");
        check("./b/../a.sigla", "a.sigla", "a.sigla");
        check("/home/letters/a.sigla", "a.sigla", "a.sigla");
        check(
            "../else/a.sigla",
            "/home/else/a.sigla",
            "/home/else/a.sigla",
        );
        check("/etc/a.sigla", "/etc/a.sigla", "/etc/a.sigla");
    }

    #[test]
    fn a_uri_has_no_strange_signs() {
        check("a b#?%.sigla", "a b#?%.sigla", "a%20b%23%3F%25.sigla");
        check("https:x", "https:x", "https%3Ax");
        check("письмо", "письмо", "%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%BE");
        check("<stdin>", "<stdin>", "%3Cstdin%3E");
    }
}
