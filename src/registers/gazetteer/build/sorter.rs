//! Sorting more than memory holds: what exceeds a bound goes to temporary files in sorted runs, which are merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where to keep what memory does not hold, and how much of it memory may hold.
#[derive(Clone, Debug)]
pub struct Room {
    /// A folder for temporary files, which have no name and are gone with the program; none keeps all in memory.
    pub folder: Option<PathBuf>,
    /// So many bytes of items, roughly, are held at once by each of the steps.
    pub memory: usize,
}

impl Room {
    /// A file that grows in memory up to a bound.
    pub(super) fn file(&self) -> io::Result<Spool> {
        Ok(match &self.folder {
            Some(folder) => Spool::File(BufWriter::with_capacity(
                1 << 16,
                tempfile::tempfile_in(folder)?,
            )),
            None => Spool::Memory(Vec::new()),
        })
    }
}

/// Bytes that are written first, and read afterwards.
pub(super) enum Spool {
    Memory(Vec<u8>),
    File(BufWriter<File>),
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Spool::Memory(memory) => memory.write(bytes),
            Spool::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Spool::Memory(_) => Ok(()),
            Spool::File(file) => file.flush(),
        }
    }
}

impl Spool {
    /// Everything written, from the beginning.
    pub(super) fn read(&mut self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Spool::Memory(memory) => Box::new(&memory[..]),
            Spool::File(file) => {
                file.flush()?;
                let file = file.get_mut();
                file.rewind()?;
                Box::new(BufReader::with_capacity(1 << 16, file))
            }
        })
    }

    fn into_read(self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            Spool::Memory(memory) => Box::new(io::Cursor::new(memory)),
            Spool::File(file) => {
                let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.rewind()?;
                Box::new(BufReader::with_capacity(1 << 16, file))
            }
        })
    }
}

/// Writes an item behind its length.
pub(super) fn write_item<T: Serialize>(item: &T, out: &mut impl Write) -> io::Result<usize> {
    let bytes = postcard::to_stdvec(item).map_err(io::Error::other)?;
    out.write_all(&(bytes.len() as u32).to_le_bytes())?;
    out.write_all(&bytes)?;
    Ok(bytes.len())
}

/// Reads an item as [`write_item`] wrote it; none at the end.
pub(super) fn read_item<T: DeserializeOwned>(
    from: &mut impl Read,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    buffer.resize(u32::from_le_bytes(length) as usize, 0);
    from.read_exact(buffer)?;
    postcard::from_bytes(buffer)
        .map(Some)
        .map_err(io::Error::other)
}

/// Takes items in any order and gives them sorted.
pub(super) struct Sorter<T> {
    room: Room,
    items: Vec<T>,
    held: usize,
    runs: Vec<Spool>,
}

impl<T: Ord + Serialize + DeserializeOwned + 'static> Sorter<T> {
    pub(super) fn new(room: &Room) -> Sorter<T> {
        Sorter {
            room: room.clone(),
            items: Vec::new(),
            held: 0,
            runs: Vec::new(),
        }
    }

    /// Takes an item that holds so many bytes besides itself.
    pub(super) fn push(&mut self, item: T, bytes: usize) -> io::Result<()> {
        self.items.push(item);
        self.held += bytes + size_of::<T>();
        if self.held > self.room.memory && self.room.folder.is_some() {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        self.items.sort_unstable();
        let mut run = self.room.file()?;
        for item in self.items.drain(..) {
            write_item(&item, &mut run)?;
        }
        self.items.shrink_to(1024);
        self.held = 0;
        self.runs.push(run);
        Ok(())
    }

    /// All items in order.
    pub(super) fn sorted(mut self) -> io::Result<Sorted<T>> {
        if !self.runs.is_empty() {
            self.spill()?;
        }
        self.items.sort_unstable();
        let mut runs = Vec::new();
        for run in self.runs {
            runs.push(Run {
                from: run.into_read()?,
                buffer: Vec::new(),
            });
        }
        let mut sorted = Sorted {
            items: self.items.into_iter(),
            heads: BinaryHeap::new(),
            runs,
        };
        for run in 0..sorted.runs.len() {
            sorted.refill(run)?;
        }
        Ok(sorted)
    }
}

struct Run {
    from: Box<dyn Read>,
    buffer: Vec<u8>,
}

/// The items of a [`Sorter`] in order.
pub(super) struct Sorted<T> {
    items: std::vec::IntoIter<T>,
    heads: BinaryHeap<Reverse<(T, usize)>>,
    runs: Vec<Run>,
}

impl<T: Ord + DeserializeOwned> Sorted<T> {
    fn refill(&mut self, run: usize) -> io::Result<()> {
        let Run { from, buffer } = &mut self.runs[run];
        if let Some(item) = read_item(from, buffer)? {
            self.heads.push(Reverse((item, run)));
        }
        Ok(())
    }
}

impl<T: Ord + DeserializeOwned> Iterator for Sorted<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<io::Result<T>> {
        if self.runs.is_empty() {
            return self.items.next().map(Ok);
        }
        let Reverse((item, run)) = self.heads.pop()?;
        Some(self.refill(run).map(|()| item))
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, Sorter};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn items_come_sorted_from_memory_and_from_files(mut items: Vec<(String, u32)>, memory in 0..2000usize) {
            let folder = tempfile::tempdir().expect("there is a place for temporary files");
            let room = Room { folder: Some(folder.path().to_owned()), memory };
            let mut sorter = Sorter::new(&room);
            for item in &items {
                sorter.push(item.clone(), item.0.len()).expect("there is room");
            }
            let sorted: Result<Vec<_>, _> = sorter.sorted().expect("runs can be read").collect();
            items.sort();
            prop_assert_eq!(sorted.expect("runs can be read"), items);
        }
    }
}
