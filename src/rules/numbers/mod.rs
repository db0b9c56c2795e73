//! Rules on numbers that must agree with each other.

pub mod copy_beyond_print_run;
pub mod distribution;
pub mod parts_and_total;
