//! A collection for a test.

use std::fs;

use tempfile::TempDir;

/// A collection on the disk, which goes with the value.
pub struct Collection(pub TempDir);

impl Collection {
    pub fn new(files: &[(&str, &str)]) -> Collection {
        let collection = Collection(TempDir::new().expect("a folder"));
        files
            .iter()
            .for_each(|(path, text)| collection.write(path, text));
        collection
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.0.path().join(path).display())
    }
}
