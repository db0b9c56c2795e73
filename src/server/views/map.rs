//! The places of a document or of a whole collection, for a map.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use ropey::Rope;
use serde_json::{Value, json};

use crate::collection::files;
use crate::collection::names::Place as Stands;
use crate::ide::map::{Placed, Spot, of_candidates, of_row, places};
use crate::registers::{Registers, Topic};
use crate::server::answers::names::{beside, located};
use crate::server::convert::Encoding;
use crate::server::documents::Snapshot;
use crate::server::settings::SettingsByUri;

/// So many places of a collection are shown, those that are named most often …
const MOST_PLACES: usize = 600;
/// … and of each so many mentions.
const MOST_MENTIONS: usize = 100;

/// What is known of a place, and where it is named.
struct Shown {
    name: String,
    spot: Result<Spot, String>,
    mentions: Vec<Value>,
    is_more: bool,
}

/// The places that a document names.
pub(super) fn of_document(snapshot: &Snapshot) -> Value {
    let places = places(&snapshot.document, &snapshot.settings.registers);
    written(
        places
            .into_iter()
            .map(|place| shown(snapshot, place))
            .collect(),
        false,
    )
}

/// The places that the documents of a collection name. Of closed documents one mention of each is read in its file.
pub(super) fn of_collection(
    snapshot: &Snapshot,
    open: &[Snapshot],
    settings: &SettingsByUri,
) -> Value {
    let mut all: Vec<Shown> = Vec::new();
    let mut add = |new: Shown| {
        let known = all.iter_mut().find(|it| match (&it.spot, &new.spot) {
            (Ok(one), Ok(other)) => one.is_at(other),
            _ => it.name == new.name,
        });
        match known {
            Some(known) => {
                known.is_more |= new.is_more;
                known.mentions.extend(new.mentions);
            }
            None => all.push(new),
        }
    };
    for other in beside(snapshot, open) {
        let places = places(&other.document, &other.settings.registers);
        places
            .into_iter()
            .for_each(|place| add(shown(other, place)));
    }
    let mut is_more = false;
    if let Some(place) = &snapshot.place {
        let (common, more) = place.names().most_common(MOST_PLACES, MOST_MENTIONS);
        is_more = more;
        let closed = common
            .into_par_iter()
            .filter_map(|stands| closed(&stands, settings, snapshot.encoding));
        closed.collect::<Vec<_>>().into_iter().for_each(add);
    }
    for place in &mut all {
        place.is_more |= place.mentions.len() > MOST_MENTIONS;
        place.mentions.truncate(MOST_MENTIONS);
    }
    written(all, is_more)
}

fn shown(snapshot: &Snapshot, place: Placed) -> Shown {
    let positions = snapshot.positions();
    let mentions = place.mentions.iter().take(MOST_MENTIONS).map(|range| {
        let text = snapshot.document.slice(range.clone());
        json!({"uri": snapshot.uri, "range": positions.range(range), "text": text})
    });
    Shown {
        name: place.name,
        spot: place.spot,
        mentions: mentions.collect(),
        is_more: place.mentions.len() > MOST_MENTIONS,
    }
}

/// A place that closed documents name; none where it is no place, or the file has changed meanwhile.
fn closed(stands: &[Stands], settings: &SettingsByUri, encoding: Encoding) -> Option<Shown> {
    let first = stands.first()?;
    let text = Rope::from_str(&files::read(&first.path).ok()?.text);
    let start = text.try_line_to_byte(first.line as usize).ok()?;
    let range = start + first.range.start as usize..start + first.range.end as usize;
    let name = text.get_byte_slice(range)?.to_string();
    let of_document = settings.configuration.settings(&first.path);
    let spot = spot(&name, &of_document.registers)?;
    let mentions = located(stands.to_vec(), encoding).into_iter();
    let mentions = mentions.map(|it| json!({"uri": it.uri, "range": it.range, "text": name}));
    Some(Shown {
        spot,
        mentions: mentions.collect(),
        is_more: stands.len() >= MOST_MENTIONS,
        name,
    })
}

/// Where a name lies by itself, without what its document says of it; none where it is that of a person or an abbreviation.
fn spot(name: &str, registers: &Registers) -> Option<Result<Spot, String>> {
    let rows = registers.named(name);
    if rows.iter().any(|row| row.topic != Topic::Places) {
        return None;
    }
    let matches = registers.gazetteers.lookup(name);
    Some(match rows {
        [] => of_candidates(matches),
        [row] => of_row(*row, matches, registers),
        several => Err(format!(
            "{} rows of {} bear this name",
            several.len(),
            Topic::Places.file()
        )),
    })
}

fn written(all: Vec<Shown>, is_more: bool) -> Value {
    let is_more = is_more || all.iter().any(|it| it.is_more);
    let (mut places, mut unplaced) = (Vec::new(), Vec::new());
    for place in all {
        match place.spot {
            Ok(spot) => places.push(json!({
                "name": place.name, "id": spot.id, "modern": spot.modern, "country": spot.country,
                "lat": spot.north, "lon": spot.east, "certain": spot.certain,
                "origin": if spot.in_register { "register" } else { "gazetteer" },
                "mentions": place.mentions,
            })),
            Err(why) => {
                unplaced.push(json!({"name": place.name, "why": why, "mentions": place.mentions}));
            }
        }
    }
    json!({"places": places, "unplaced": unplaced, "more": is_more})
}
