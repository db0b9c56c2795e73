//! What is added up over the blocks of a document, so that those with something are found at a glance.

use std::ops::AddAssign;
use std::sync::Arc;

use super::date::{Day, Order};
use super::document::{Block, Label};
use super::facts::{Copies, CopiesSay, Dated, Facts, Stands};
use super::parts::PartKind;
use crate::syntax::sequence::Item;

/// What is added up over blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The last label.
    pub label: Label,
    /// Bytes.
    pub bytes: usize,
    /// Parts that the outline shows, or that decide how others nest.
    pub landmarks: usize,
    /// Editor's brackets.
    pub insertions: usize,
    /// Comments that allow a finding.
    pub allowances: usize,
    /// What is given to the concordance.
    pub occurrences: usize,
    /// Numbered and lettered items.
    pub items: u32,
    /// Headings, and the fences of containers.
    pub divisions: u32,
    /// Marks of pages and leaves.
    pub pages: u32,
    /// Lines that speak of copies.
    pub copies: u32,
    /// Those of them that say how many were printed.
    pub print_runs: u32,
    /// Dates that begin with the day, and those that begin with the month.
    pub day_first: u32,
    /// See `day_first`.
    pub month_first: u32,
    /// Dates on lines that bear a role.
    pub dated_roles: u32,
    /// The latest first day of a date in running text.
    pub latest: Option<Day>,
    /// The latest first day of a date on a line of its own.
    pub latest_alone: Option<Day>,
}

impl AddAssign for Sum {
    // A search asks for one field of many sums; where this is inlined, the others are not added up.
    #[inline]
    fn add_assign(&mut self, other: Sum) {
        self.label = self.label.max(other.label);
        self.bytes += other.bytes;
        self.landmarks += other.landmarks;
        self.insertions += other.insertions;
        self.allowances += other.allowances;
        self.occurrences += other.occurrences;
        self.items += other.items;
        self.divisions += other.divisions;
        self.pages += other.pages;
        self.copies += other.copies;
        self.print_runs += other.print_runs;
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.dated_roles += other.dated_roles;
        self.latest = self.latest.max(other.latest);
        self.latest_alone = self.latest_alone.max(other.latest_alone);
    }
}

impl Item for Arc<Block> {
    type Sum = Sum;

    fn sum(&self) -> Sum {
        self.sum
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Sum {
    /// That of one block. Counts what its facts hold, so it is kept with the block.
    pub(super) fn of(label: Label, bytes: usize, facts: &Facts) -> Sum {
        let mut sum = Sum {
            label,
            bytes,
            insertions: facts.insertions.len(),
            allowances: facts.allowances.len(),
            occurrences: facts.occurrences.len(),
            copies: count(facts.copies.len()),
            ..Sum::default()
        };
        let is_run = |copies: &&Copies| matches!(copies.says, CopiesSay::PrintRun(_));
        sum.print_runs = count(facts.copies.iter().filter(is_run).count());
        for part in &facts.parts {
            sum.landmarks += usize::from(!matches!(
                part.kind,
                PartKind::Paragraph | PartKind::Comment
            ));
            match part.kind {
                PartKind::Item => sum.items += 1,
                PartKind::PageBreak => sum.pages += 1,
                PartKind::Heading(_) | PartKind::ContainerStart(_) | PartKind::ContainerEnd(_) => {
                    sum.divisions += 1;
                }
                _ => {}
            }
        }
        for dated in &facts.dates {
            sum.dated(dated);
        }
        sum
    }

    fn dated(&mut self, dated: &Dated) {
        let Ok(date) = &dated.date else { return };
        let of_the_document = dated.stands != Stands::InNote;
        self.day_first += u32::from(of_the_document && dated.order == Order::DayFirst);
        self.month_first += u32::from(of_the_document && dated.order == Order::MonthFirst);
        self.dated_roles += u32::from(dated.stands == Stands::InRole);
        let latest = Some(date.earliest());
        match dated.stands {
            Stands::Alone => self.latest_alone = self.latest_alone.max(latest),
            Stands::InText => self.latest = self.latest.max(latest),
            Stands::InRole | Stands::InNote => {}
        }
    }
}
