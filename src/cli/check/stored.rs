//! What the cache keeps of a file: its findings and its summary, as compact bytes.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::cli::report::Reported;
use crate::collection::summary::Summary;
use crate::rules::{Edit, Finding, Fingerprint, Fix, RULES, Related, Safety, Severity};

/// What is kept of one file.
#[derive(Deserialize, Serialize)]
struct Stored<'a> {
    #[serde(borrow)]
    findings: Vec<StoredFinding<'a>>,
    summary: Option<Cow<'a, Summary>>,
}

#[derive(Deserialize, Serialize)]
struct StoredFinding<'a> {
    /// Its place in the registry: a cache is of one build of the program, so that none has moved.
    rule: usize,
    severity: usize,
    range: Range<usize>,
    #[serde(borrow)]
    message: Cow<'a, str>,
    #[serde(borrow)]
    related: Vec<(Range<usize>, Cow<'a, str>)>,
    #[serde(borrow)]
    fixes: Vec<StoredFix<'a>>,
    fingerprint: u64,
}

#[derive(Deserialize, Serialize)]
struct StoredFix<'a> {
    #[serde(borrow)]
    title: Cow<'a, str>,
    safety: u8,
    #[serde(borrow)]
    edits: Vec<(Range<usize>, Cow<'a, str>)>,
}

/// The bytes that stand for these findings and this summary.
pub(super) fn encode(findings: &[Reported], summary: Option<&Summary>) -> Option<Vec<u8>> {
    let findings = findings
        .iter()
        .map(|it| store(&it.finding, it.fingerprint.bits()));
    postcard::to_stdvec(&Stored {
        findings: findings.collect::<Option<_>>()?,
        summary: summary.map(Cow::Borrowed),
    })
    .ok()
}

/// The bytes that stand for findings without a fingerprint.
pub(super) fn encode_findings(findings: &[Finding]) -> Option<Vec<u8>> {
    let findings: Vec<_> = findings
        .iter()
        .map(|it| store(it, 0))
        .collect::<Option<_>>()?;
    postcard::to_stdvec(&findings).ok()
}

/// What these bytes stand for; none where they are not what [`encode`] gives.
pub(super) fn decode(bytes: &[u8]) -> Option<(Vec<Reported>, Option<Summary>)> {
    let stored: Stored = postcard::from_bytes(bytes).ok()?;
    let findings = stored.findings.into_iter().map(StoredFinding::reported);
    Some((
        findings.collect::<Option<_>>()?,
        stored.summary.map(Cow::into_owned),
    ))
}

fn store(finding: &Finding, fingerprint: u64) -> Option<StoredFinding<'_>> {
    Some(StoredFinding {
        rule: RULES.iter().position(|rule| *rule == finding.rule)?,
        severity: finding.severity as usize,
        range: finding.range.clone(),
        message: Cow::Borrowed(&finding.message),
        related: (finding.related.iter())
            .map(|it| (it.range.clone(), Cow::Borrowed(it.message.as_str())))
            .collect(),
        fixes: finding.fixes.iter().map(store_fix).collect(),
        fingerprint,
    })
}

fn store_fix(fix: &Fix) -> StoredFix<'_> {
    StoredFix {
        title: Cow::Borrowed(&fix.title),
        safety: fix.safety as u8,
        edits: (fix.edits.iter())
            .map(|edit| (edit.range.clone(), Cow::Borrowed(edit.new.as_str())))
            .collect(),
    }
}

impl StoredFinding<'_> {
    fn reported(self) -> Option<Reported> {
        let related = self.related.into_iter().map(|(range, message)| Related {
            range,
            message: message.into_owned(),
        });
        Some(Reported {
            finding: Finding {
                rule: RULES.get(self.rule)?,
                severity: *Severity::ALL.get(self.severity)?,
                range: self.range,
                message: self.message.into_owned(),
                related: related.collect(),
                fixes: (self.fixes.into_iter())
                    .map(StoredFix::fix)
                    .collect::<Option<_>>()?,
            },
            fingerprint: Fingerprint::of_bits(self.fingerprint),
        })
    }
}

impl StoredFix<'_> {
    fn fix(self) -> Option<Fix> {
        let all = [Safety::Safe, Safety::Suggested, Safety::Unsafe];
        let edits = self.edits.into_iter().map(|(range, new)| Edit {
            range,
            new: new.into_owned(),
        });
        Some(Fix {
            title: self.title.into_owned(),
            safety: *all.get(usize::from(self.safety))?,
            edits: edits.collect(),
        })
    }
}
