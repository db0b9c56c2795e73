//! Rules on sic, corrections, gaps, blanks, omissions and redactions.

pub mod blank_two_ways;
pub mod correction_same;
pub mod illegible_two_ways;
pub mod illegible_without_extent;
pub mod omission_two_ways;
pub mod redacted_two_ways;
pub mod sic_doubled;
pub mod sic_two_ways;
pub mod sic_without_expectation;
