//! One thing written two ways in a document: one finding at the rarer way.

use std::collections::HashMap;

use super::{Edit, Finding, Rule, SubjectView, shown};
use crate::model::concordance::Entry;

/// Whether one way can be written in the place of the other as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Respell {
    /// It can: `[sic]` for `[SIC]`.
    Yes,
    /// It takes a look at each place, as with marks that open and close.
    No,
}

/// The finding, if the subject has two forms: at the first place that is not written as it should be.
pub fn drift(rule: &'static Rule, view: &SubjectView, respell: Respell) -> Option<Finding> {
    let wanted = wanted(view)?;
    let other = |entry: &&Entry| entry.occurrence.form != wanted.occurrence.form;
    let others: Vec<&Entry> = view.entries.iter().filter(other).collect();
    let (range, elsewhere) = (view.range(others.first()?), view.range(wanted));
    let (here, there) = (view.text(range.clone()), view.text(elsewhere.clone()));
    let message = format!("`{}` here, `{}` elsewhere", shown(&here), shown(&there));
    let finding = Finding::new(rule, range.clone(), message)
        .related(elsewhere, "the commoner way stands here");
    if respell == Respell::No {
        return Some(finding);
    }
    let finding = finding.fix(
        format!("Write `{}`", shown(&there)),
        [Edit::replace(range, there.clone())],
    );
    if others.len() < 2 {
        return Some(finding);
    }
    let all = others
        .iter()
        .map(|entry| Edit::replace(view.range(entry), there.clone()));
    Some(finding.fix(format!("Write `{}` everywhere", shown(&there)), all))
}

/// A place written as all should be: the commonest form, of equals the one that comes first. A convention of the
/// collection goes here before it.
fn wanted<'a>(view: &SubjectView<'a>) -> Option<&'a Entry> {
    let mut forms: HashMap<u64, (usize, usize)> = HashMap::new();
    for (at, entry) in view.entries.iter().enumerate() {
        forms.entry(entry.occurrence.form).or_insert((0, at)).0 += 1;
    }
    let commonest = |&(count, first): &(usize, usize)| (count, std::cmp::Reverse(first));
    let (_, first) = forms.into_values().max_by_key(commonest)?;
    view.entries.get(first)
}
