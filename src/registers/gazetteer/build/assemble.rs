//! The sections of an index, written one by one, and put together behind their header.

use std::collections::HashMap;
use std::io::{self, Read, Write};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::super::index::letters::{Codes, Counts};
use super::super::index::numbers::{Packer, width};
use super::super::index::record::{self, Columns, Texts};
use super::super::index::{GROUP, HEADER, MAGIC, NamesWriter, SECTIONS, VERSION};
use super::sorter::{Room, Sorter, Spool, read_item, write_item};
use super::{Borne, NotBuilt, Progress, Summary, next_draft, tell};

pub(super) struct Assembly {
    room: Room,
    codes: Vec<u8>,
    blocks: Section,
    named: Section,
    /// The postings as whole numbers until it is known how wide they are.
    postings: Spool,
    largest: u64,
    lists: Section,
    starts: Section,
    entries: Section,
    texts: Texts,
    /// The rows of the columns as whole numbers.
    rows: Spool,
    pub names: u32,
    pub keys: u32,
}

/// What is written of a section.
struct Section {
    spool: Spool,
    length: u64,
}

impl Section {
    fn new(room: &Room) -> io::Result<Section> {
        Ok(Section {
            spool: room.file()?,
            length: 0,
        })
    }

    fn of(bytes: Vec<u8>) -> Section {
        Section {
            length: bytes.len() as u64,
            spool: Spool::Memory(bytes),
        }
    }

    fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        self.spool.write_all(bytes)
    }
}

/// Which of a place's names has which number.
type Number = (u32, u32, u32);

impl Assembly {
    pub fn new(room: &Room) -> Result<Assembly, NotBuilt> {
        Ok(Assembly {
            codes: Vec::new(),
            blocks: Section::new(room)?,
            named: Section::new(room)?,
            postings: room.file()?,
            largest: 0,
            lists: Section::new(room)?,
            starts: Section::new(room)?,
            entries: Section::new(room)?,
            texts: Texts::default(),
            rows: room.file()?,
            names: 0,
            keys: 0,
            room: room.clone(),
        })
    }

    /// Writes the names with their postings; gives back which place bears which.
    pub fn names(
        &mut self,
        borne: Sorter<Borne>,
        places: u32,
        progress: Progress,
    ) -> Result<Sorter<Number>, NotBuilt> {
        let mut numbers = Sorter::new(&self.room);
        let mut counts = Counts::new();
        let mut names = NamesWriter::default();
        // Each name once, to be written when it is known how often each letter stands behind each.
        let mut spool = self.room.file()?;
        let mut current: Option<(String, String, Vec<u32>)> = None;
        let mut done = 0;
        for name in borne.sorted()? {
            let Borne {
                key,
                form,
                place,
                turn,
            } = name?;
            done += 1;
            tell(progress, "sorting names", done)?;
            match &mut current {
                Some((last, written, bearers)) if *last == key && *written == form => {
                    if bearers.last() != Some(&place) {
                        bearers.push(place);
                    }
                }
                _ => {
                    self.keys += u32::from(current.as_ref().is_none_or(|(last, ..)| *last != key));
                    self.posting(current.take(), places)?;
                    names.count(&key, &form, &mut counts);
                    write_item(&(&key, &form), &mut spool)?;
                    current = Some((key, form, vec![place]));
                }
            }
            numbers.push((place, turn, names.count - 1), 0)?;
        }
        self.posting(current, places)?;
        self.names = names.count;
        let codes = counts.codes();
        self.codes = codes.to_bytes();
        self.blocks(&mut spool, &codes, progress)?;
        Ok(numbers)
    }

    fn blocks(
        &mut self,
        names: &mut Spool,
        codes: &Codes,
        progress: Progress,
    ) -> Result<(), NotBuilt> {
        let mut writer = NamesWriter::default();
        let (mut names, mut buffer) = (names.read()?, Vec::new());
        while let Some((key, form)) = read_item::<(String, String)>(&mut names, &mut buffer)? {
            let block = writer.write(&key, &form, codes);
            tell(progress, "writing names", writer.count.into())?;
            self.block(block)?;
        }
        self.block(writer.finish())
    }

    fn block(&mut self, block: Option<Vec<u8>>) -> Result<(), NotBuilt> {
        if let Some(block) = block {
            let start = u32::try_from(self.named.length).map_err(|_| NotBuilt::TooMuch)?;
            self.blocks.push(&start.to_le_bytes())?;
            self.named.push(&block)?;
        }
        Ok(())
    }

    fn posting(
        &mut self,
        name: Option<(String, String, Vec<u32>)>,
        places: u32,
    ) -> Result<(), NotBuilt> {
        let Some((_, _, bearers)) = name else {
            return Ok(());
        };
        let posting = match bearers[..] {
            [only] => only.into(),
            _ => {
                let at = self.lists.length;
                self.lists.push(&record::write_list(&bearers))?;
                u64::from(places) + at
            }
        };
        self.largest = self.largest.max(posting);
        Ok(self.postings.write_all(&posting.to_le_bytes())?)
    }

    /// Writes the places; says how many have a parent that is not there.
    pub fn entries(
        &mut self,
        places: &mut Spool,
        numbers: Sorter<Number>,
        wanted: &HashMap<u64, Option<u32>>,
        columns: Columns,
        progress: Progress,
    ) -> Result<u64, NotBuilt> {
        let mut numbers = numbers.sorted()?.peekable();
        let mut places = places.read()?;
        let (mut buffer, mut orphans) = (Vec::new(), 0);
        for place in 0.. {
            let Some(draft) = next_draft(&mut places, &mut buffer)? else {
                break;
            };
            tell(progress, "writing places", place.into())?;
            let mut names = Vec::new();
            while let Some(number) =
                numbers.next_if(|number| !matches!(number, Ok((of, ..)) if *of != place))
            {
                names.push(number?.2);
            }
            let found = draft.parents.iter().find_map(|id| {
                let number = *wanted.get(&xxh3_64(id.as_bytes()))?;
                number.filter(|&number| number != place)
            });
            orphans += u64::from(found.is_none() && !draft.parents.is_empty());
            if place.is_multiple_of(GROUP) {
                let start = u32::try_from(self.entries.length);
                self.starts
                    .push(&start.map_err(|_| NotBuilt::TooMuch)?.to_le_bytes())?;
            }
            let mut bytes = super::super::index::numbers::Writer::default();
            bytes.bytes(&record::write(&draft.entry, &names, &mut self.texts));
            let row = columns.row(&draft.entry, found);
            self.rows.write_all(&row.to_le_bytes())?;
            self.entries.push(&bytes.0)?;
        }
        Ok(orphans)
    }

    /// Puts the sections together.
    pub fn write(
        mut self,
        mut about: serde_json::Value,
        summary: &Summary,
        columns: Columns,
        out: &mut dyn Write,
    ) -> Result<(), NotBuilt> {
        if let Some(about) = about.as_object_mut() {
            about.insert("places".to_owned(), summary.places.into());
            about.insert("names".to_owned(), summary.names.into());
            about.insert("keys".to_owned(), summary.keys.into());
        }
        let width = width(self.largest);
        let mut sections: [Section; SECTIONS] = [
            Section::of(about.to_string().into_bytes()),
            Section::of(self.codes),
            self.blocks,
            self.named,
            packed(&self.room, &mut self.postings, width)?,
            self.lists,
            self.starts,
            self.entries,
            Section::of(self.texts.to_bytes()),
            packed(&self.room, &mut self.rows, columns.width())?,
        ];
        let mut head = Vec::new();
        let widths =
            u32::from_le_bytes([width as u8, columns.geonames as u8, columns.parent as u8, 0]);
        for count in [summary.places, summary.names, summary.keys, widths] {
            head.extend(count.to_le_bytes());
        }
        for section in &sections {
            head.extend(section.length.to_le_bytes());
        }
        let mut sum = Xxh3::new();
        sum.update(&head);
        for section in &mut sections {
            pour(&mut section.spool, |bytes| {
                sum.update(bytes);
                Ok(())
            })?;
        }
        let length = HEADER as u64 + sections.iter().map(|section| section.length).sum::<u64>();
        out.write_all(MAGIC)?;
        out.write_all(&VERSION.to_le_bytes())?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(&sum.digest().to_le_bytes())?;
        out.write_all(&head)?;
        for section in &mut sections {
            pour(&mut section.spool, |bytes| out.write_all(bytes))?;
        }
        Ok(())
    }
}

/// Whole numbers bit behind bit.
fn packed(room: &Room, numbers: &mut Spool, width: u32) -> io::Result<Section> {
    let mut section = Section::new(room)?;
    let mut packer = Packer::default();
    let mut numbers = numbers.read()?;
    let mut number = [0; 8];
    loop {
        match numbers.read_exact(&mut number) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            read => read?,
        }
        packer.push(u64::from_le_bytes(number), width);
        if packer.bytes.len() > 1 << 16 {
            section.push(&packer.bytes)?;
            packer.bytes.clear();
        }
    }
    section.push(&packer.finish())?;
    Ok(section)
}

fn pour(spool: &mut Spool, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut from = spool.read()?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok(()),
            read => each(&buffer[..read])?,
        }
    }
}
