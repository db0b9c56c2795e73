//! Dates: of the header (ISO 8601, EDTF level 1) and as a document writes them.
