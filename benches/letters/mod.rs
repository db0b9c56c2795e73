//! Real letters, and the same chance at each run to cut them by.

use std::fs;
use std::path::Path;

/// The letters beside the project, or its own documents; says which.
pub fn letters() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared/data/letters", "tests/corpus"].map(|it| root.join(it));
    let folder = folders.iter().find(|folder| folder.is_dir());
    let folder = folder.expect("the project has documents of its own");
    let files = fs::read_dir(folder).expect("the folder can be listed");
    let mut files: Vec<_> = files.filter_map(|it| Some(it.ok()?.path())).collect();
    files.retain(|path| {
        path.extension()
            .is_some_and(|ending| ending == "txt" || ending == "sigla")
    });
    files.sort();
    println!(
        "made from {} documents in {}",
        files.len(),
        folder.display()
    );
    let texts = files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    texts.filter(|text| !text.is_empty()).collect()
}

/// Numbers that nobody foresees, the same at each run.
pub struct Chance(u64);

impl Chance {
    /// Begins.
    pub fn new() -> Chance {
        Chance(1945)
    }

    /// A number below this one, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = (self.0)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits are a size") % limit
    }
}
