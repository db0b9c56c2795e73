//! One thing written two ways in a document: one finding at the rarer way.

use super::{Edit, Finding, Rule, SubjectView, first, shown};
use crate::model::concordance::Way;

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
    let is_other = |way: &&Way| way.form() != wanted.form();
    let others = || view.ways.iter().filter(is_other);
    let (range, elsewhere) = (view.range(first(others())?), view.range(wanted.first));
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
    let mut others: Vec<_> = others().flat_map(Way::entries).collect();
    if others.len() < 2 {
        return Some(finding);
    }
    others.sort_by_key(|entry| entry.place());
    let all = others
        .iter()
        .map(|entry| Edit::replace(view.range(entry), there.clone()));
    Some(finding.fix(format!("Write `{}` everywhere", shown(&there)), all))
}

/// A place written as all should be: the commonest form, of equals the one that comes first. A convention of the
/// collection goes here before it.
fn wanted<'a>(view: &SubjectView<'a>) -> Option<&'a Way<'a>> {
    let commonest = |way: &&Way| (way.count(), std::cmp::Reverse(way.first.place()));
    view.ways.iter().max_by_key(commonest)
}
