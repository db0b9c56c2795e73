//! What is worked out about a block only once somebody asks, and then kept with it.

use std::sync::{Arc, Mutex, PoisonError};

/// A value that depends on the block it lies in and on what a key stands for. All copies of the document share it, and it goes
/// with the block.
#[derive(Debug)]
pub struct Memo<T>(Mutex<Option<Kept<T>>>);

/// A value under its key; a block of which nobody asked is kept small.
type Kept<T> = Box<(u64, Arc<T>)>;

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo(Mutex::default())
    }
}

impl<T> Memo<T> {
    /// What was kept under this key, or else what `make` gives, which is kept in the place of what was there. Others are not
    /// held up while it is made.
    pub fn get(&self, key: u64, make: impl FnOnce() -> T) -> Arc<T> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().as_ref().filter(|known| known.0 == key) {
            return Arc::clone(&known.1);
        }
        let value = Arc::new(make());
        *kept() = Some(Box::new((key, Arc::clone(&value))));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_for_a_key() {
        let (memo, mut made) = (Memo::default(), Vec::new());
        for key in [1, 1, 2, 2, 1] {
            memo.get(key, || made.push(key));
        }
        assert_eq!(made, [1, 2, 1]);
    }
}
