//! Rules on comments that allow findings. None of them can be allowed by a comment.

pub mod unknown_rule;
pub mod unused;
pub mod without_reason;

/// The group of these rules.
pub(super) const GROUP: &str = "suppressions";
