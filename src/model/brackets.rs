//! The rule table that classifies brackets.
