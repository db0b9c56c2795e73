//! Semantic tokens, whole or as the difference from those that the client has.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::ide;
use crate::ide::tokens::Overlap;
use crate::server::capabilities::ClientAbilities;
use crate::server::documents::Snapshot;
use crate::server::lsp::*;

/// The tokens that the client has of each open document, with their id.
#[derive(Debug, Default)]
pub struct Told(Mutex<HashMap<Uri, Kept>>);

/// Tokens with their id.
type Kept = (String, Arc<Vec<SemanticToken>>);

/// The tokens of a range, or of the whole document.
pub fn tokens(
    snapshot: &Snapshot,
    range: Option<Range>,
    client: ClientAbilities,
) -> Vec<SemanticToken> {
    let positions = snapshot.positions();
    let bytes = range.map_or(0..snapshot.document.text().len_bytes(), |range| {
        positions.bytes(range)
    });
    let overlap = match client.takes_tokens_that_overlap {
        true => Overlap::Nested,
        false => Overlap::Innermost,
    };
    let tokens = ide::tokens::tokens(&snapshot.document, &bytes, overlap);
    positions.tokens(&tokens, client.takes_tokens_over_lines)
}

impl Told {
    /// All tokens of a document, to be told.
    pub fn full(&self, snapshot: &Snapshot, client: ClientAbilities) -> SemanticTokens {
        let tokens = tokens(snapshot, None, client);
        let id = self.keep(snapshot, tokens.clone());
        SemanticTokens {
            result_id: Some(id),
            data: tokens,
        }
    }

    /// What makes the tokens that the client has those of now; all of them where it is not known what it has.
    pub fn since(
        &self,
        snapshot: &Snapshot,
        previous: &str,
        client: ClientAbilities,
    ) -> SemanticTokensFullDeltaResult {
        let known = self.lock().get(&snapshot.uri).cloned();
        let Some((_, before)) = known.filter(|(id, _)| id == previous) else {
            return self.full(snapshot, client).into();
        };
        let tokens = tokens(snapshot, None, client);
        let edits = difference(&before, &tokens).into_iter().collect();
        let id = self.keep(snapshot, tokens);
        SemanticTokensDelta {
            result_id: Some(id),
            edits,
        }
        .into()
    }

    /// Forgets those of a document that was closed.
    pub fn forget(&self, uri: &Uri) {
        self.lock().remove(uri);
    }

    fn keep(&self, snapshot: &Snapshot, tokens: Vec<SemanticToken>) -> String {
        let id = snapshot.revision.to_string();
        let kept = (id.clone(), Arc::new(tokens));
        self.lock().insert(snapshot.uri.clone(), kept);
        id
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uri, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The smallest edit in one piece that makes `before` to `after`; none where they are the same.
fn difference(before: &[SemanticToken], after: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    const NUMBERS: usize = 5;
    let same = |(one, other): &(&SemanticToken, &SemanticToken)| one == other;
    let start = before.iter().zip(after).take_while(same).count();
    let (old, new) = (&before[start..], &after[start..]);
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    // The protocol counts numbers, of which a token has five.
    let number = |tokens: usize| u32::try_from(tokens * NUMBERS).unwrap_or(u32::MAX);
    (!old.is_empty() || !new.is_empty()).then(|| SemanticTokensEdit {
        start: number(start),
        delete_count: number(old.len()),
        data: (!new.is_empty()).then(|| new.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        let token = |length: &u32| SemanticToken {
            delta_line: 1,
            delta_start: 0,
            length: *length,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        lengths.iter().map(token).collect()
    }

    #[test]
    fn the_difference_makes_one_row_of_tokens_the_other_and_is_small() {
        for (before, after, deleted, inserted) in [
            (&[1, 2, 3][..], &[1, 2, 3][..], 0, 0),
            (&[1, 2, 3], &[1, 9, 3], 1, 1),
            (&[1, 2, 3], &[1, 3], 1, 0),
            (&[1, 3], &[1, 2, 3], 0, 1),
            (&[1, 1, 1], &[1, 1], 1, 0),
            (&[], &[1, 2], 0, 2),
            (&[1, 2], &[], 2, 0),
            (&[1, 2, 1], &[2, 1, 2], 3, 3),
        ] {
            let (before, after) = (tokens(before), tokens(after));
            let mut made = before.clone();
            let edit = difference(&before, &after);
            let (mut out, mut new) = (0, 0);
            if let Some(edit) = edit {
                assert!(edit.start % 5 == 0 && edit.delete_count % 5 == 0);
                out = edit.delete_count as usize / 5;
                let start = edit.start as usize / 5;
                let data = edit.data.unwrap_or_default();
                new = data.len();
                made.splice(start..start + out, data);
            }
            assert_eq!(made, after);
            assert_eq!((out, new), (deleted, inserted), "{before:?} to {after:?}");
        }
    }
}
