//! The classes of a bracket: what the editor's voice says in it.

use std::fmt;

use serde::{Deserialize, Deserializer, de::Error};

macro_rules! classes {
    ($($variant:ident $name:literal $about:literal),* $(,)?) => {
        /// What an editor's bracket says, as listed in `docs/format.md`, "The rule table for brackets".
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $(#[doc = $about] $variant),* }

        impl Class {
            /// Every class, in the order of the rule table.
            pub const ALL: &[Class] = &[$(Class::$variant),*];

            /// The name as the specification and every report spell it.
            pub fn name(self) -> &'static str {
                match self { $(Class::$variant => $name),* }
            }

            /// One sentence that tells an editor what the class means.
            pub fn about(self) -> &'static str {
                match self { $(Class::$variant => $about),* }
            }

            /// The class of that name.
            pub fn from_name(name: &str) -> Option<Class> {
                match name { $($name => Some(Class::$variant),)* _ => None }
            }
        }
    };
}

classes! {
    Source "source" "the document's own bracket, not the editor's",
    OtherName "other-name" "another name of what stands before it",
    Supplied "supplied" "words the editor adds to complete the text",
    Term "term" "the word of the source's language that stands behind the translation",
    Sic "sic" "the source reads so",
    Correction "correction" "the editor's correction of what stands before it",
    Omission "omission" "the editor left something out here",
    Gap "gap" "something that cannot be read",
    Blank "blank" "the source has an empty place here",
    PageBreak "page-break" "a new page or leaf of the source begins here",
    Mark "mark" "something on the page that is not running text",
    Redacted "redacted" "withheld by whoever released the source",
    Doubtful "doubtful" "a reading the editor is not sure of",
    Query "query" "the editor doubts what stands before it",
    Completion "completion" "letters that complete the word it touches",
    Expansion "expansion" "what the abbreviation before it stands for",
    Note "note" "a remark of the editor's",
    Furniture "furniture" "left over from a web page or a scan, not part of the document",
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Class {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Class::from_name(&name)
            .ok_or_else(|| D::Error::custom(format!("no class is named {name:?}")))
    }
}
