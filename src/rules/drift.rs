//! One thing written two ways in a document, or in another way than the collection wants: one finding at the first such place.

use std::borrow::Cow;
use std::ops::Range;

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

/// The finding, if the subject has two forms, or not the one that the collection wants: at the first place that is not written
/// as it should be.
pub fn drift(rule: &'static Rule, view: &SubjectView, respell: Respell) -> Option<Finding> {
    let convention = view.convention();
    let commonest = commonest(view)?;
    let form = convention.map_or(commonest.form(), |(habit, wanted)| habit.form(wanted));
    let is_other = |way: &&Way| way.form() != form;
    let others = || view.ways.iter().filter(is_other);
    let range = view.range(first(others())?);
    let here = view.text(range.clone());
    let (wanted, finding) = match convention {
        Some((_, wanted)) => {
            let message = format!("`{}` here, the collection writes `{wanted}`", shown(&here));
            let finding = Finding::new(rule, range.clone(), message);
            (Cow::Borrowed(wanted), finding)
        }
        None => {
            let elsewhere = view.range(commonest.first);
            let wanted = view.text(elsewhere.clone());
            let message = format!("`{}` here, `{}` elsewhere", shown(&here), shown(&wanted));
            let finding = Finding::new(rule, range.clone(), message)
                .related(elsewhere, "the commoner way stands here");
            (wanted, finding)
        }
    };
    if respell == Respell::No {
        return Some(finding);
    }
    let edit = |range: Range<usize>| {
        // `№3`, but `No. 3`.
        let behind = view.document.text().get_byte(range.end);
        let touches = behind.is_some_and(|byte| byte.is_ascii_digit()) && wanted.is_ascii();
        let space = if touches { " " } else { "" };
        Edit::replace(range, format!("{wanted}{space}"))
    };
    let finding = finding.fix(format!("Write `{}`", shown(&wanted)), [edit(range)]);
    let mut others: Vec<_> = others().flat_map(Way::entries).collect();
    if others.len() < 2 {
        return Some(finding);
    }
    others.sort_by_key(|entry| entry.place());
    let all = others.iter().map(|entry| edit(view.range(entry)));
    Some(finding.fix(format!("Write `{}` everywhere", shown(&wanted)), all))
}

/// The commonest form, of equals the one that comes first.
fn commonest<'a>(view: &SubjectView<'a>) -> Option<&'a Way<'a>> {
    let commonest = |way: &&Way| (way.count(), std::cmp::Reverse(way.first.place()));
    view.ways.iter().max_by_key(commonest)
}
