//! One of several parts of a run, for machines that share the work.

use std::str::FromStr;

use xxhash_rust::xxh3::xxh3_64;

/// The `index`th of `count` parts, counted from 1. Every file belongs to one of them by its name, whatever others there
/// are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    index: u64,
    count: u64,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(argument: &str) -> Result<Shard, String> {
        let numbers = argument.split_once('/').and_then(|(index, count)| {
            Some((index.trim().parse().ok()?, count.trim().parse().ok()?))
        });
        match numbers {
            Some((index, count)) if 1 <= index && index <= count => Ok(Shard { index, count }),
            Some((index, count)) => Err(format!(
                "there is no part {index} of {count}; parts are counted from 1, so the last of 4 is `4/4`"
            )),
            None => Err("write it as PART/PARTS, such as `1/4`".to_owned()),
        }
    }
}

impl Shard {
    /// Whether a file belongs to this part.
    pub fn has(self, name: &str) -> bool {
        let name = name.replace('\\', "/");
        xxh3_64(name.trim_start_matches("./").as_bytes()) % self.count == self.index - 1
    }

    /// How it is written.
    pub fn name(self) -> String {
        format!("{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_belongs_to_one_part() {
        for count in 1..6 {
            let parts: Vec<Shard> = (1..=count)
                .map(|index| format!("{index}/{count}").parse().expect("it is a part"))
                .collect();
            for number in 0..100 {
                let name = format!("letters/{number}.sigla");
                assert_eq!(parts.iter().filter(|part| part.has(&name)).count(), 1);
            }
        }
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for wrong in [
            "",
            "1",
            "0/4",
            "5/4",
            "1/0",
            "-1/4",
            "a/b",
            "1/4/2",
            "18446744073709551616/1",
        ] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
