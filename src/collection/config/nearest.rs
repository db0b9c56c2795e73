//! The name that was most likely meant.

use strsim::osa_distance;

/// The nearest of some names, if it is a slip or two away, or one is the beginning of the other.
pub fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let written = written.trim().to_lowercase().replace(['_', ' '], "-");
    let length = written.chars().count();
    let near = names.into_iter().filter_map(|name| {
        let slips = osa_distance(&written, name);
        let begins = length >= 3 && (name.starts_with(&written) || written.starts_with(name));
        let allowed = match length.min(name.chars().count()) {
            0..3 => 0,
            3..6 => 1,
            6..10 => 2,
            _ => 3,
        };
        (slips <= allowed || begins).then_some((slips, name))
    });
    near.min().map(|(_, name)| name)
}
