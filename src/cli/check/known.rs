//! What is left out of a report: what a baseline knows, what did not change, and what is not shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Check;
use super::baseline::Baseline;
use super::changed::{self, Changed};
use super::run::Checked;
use crate::cli::reading::{Source, is_stdin};
use crate::rules::Configuration;

/// What is left out of a report.
#[derive(Default)]
pub(super) struct Known {
    /// By the file that holds it.
    pub baselines: BTreeMap<PathBuf, Baseline>,
    pub changed: Option<Changed>,
}

impl Check {
    /// What is known already, and what changed; or why that cannot be told.
    pub(super) fn known(
        &self,
        sources: &[Source],
        configuration: &Configuration,
    ) -> Result<Known, String> {
        let mut known = Known::default();
        if let Some(file) = &self.write_baseline {
            known.baselines.insert(file.clone(), Baseline::new(file)?);
        } else {
            for source in sources {
                if let Some(file) = self.baseline_of(source.document(), configuration)
                    && !known.baselines.contains_key(&file)
                {
                    let baseline = Baseline::read(&file)?;
                    known.baselines.insert(file, baseline);
                }
            }
        }
        if let Some(revision) = &self.diff_base {
            let files: Vec<_> = sources
                .iter()
                .filter(|source| !is_stdin(&source.path))
                .map(|source| source.path.clone())
                .collect();
            known.changed = Some(Changed::since(revision, &files)?);
        }
        Ok(known)
    }

    /// The baseline that holds for a document.
    fn baseline_of(&self, document: &Path, configuration: &Configuration) -> Option<PathBuf> {
        if self.write_baseline.is_some() || self.baseline.is_some() {
            return self.write_baseline.clone().or(self.baseline.clone());
        }
        let config = configuration.config(document)?;
        let file = &config.baseline.as_ref()?.value;
        Some(config.path.parent()?.join(file))
    }

    /// Takes out of a report what is known, what lies on lines that did not change, and what is not shown.
    pub(super) fn leave_out(
        &self,
        checked: &mut Checked,
        known: &mut Known,
        configuration: &Configuration,
    ) -> Result<(), String> {
        let stdin = is_stdin(&checked.path);
        let document = match stdin {
            true => Path::new(&checked.name),
            false => &checked.path,
        };
        let baseline = self.baseline_of(document, configuration);
        let findings = &mut checked.findings;
        if let Some(baseline) = baseline.and_then(|file| known.baselines.get_mut(&file))
            && (!stdin || document.exists())
        {
            let path = baseline.path(document)?;
            if self.write_baseline.is_some() {
                baseline.add(&path, findings);
            } else {
                let mut is_known = baseline.meet(&path, findings).into_iter();
                findings.retain(|_| !is_known.next().unwrap_or_default());
            }
        }
        if let (Some(changed), false) = (&known.changed, stdin) {
            let lines = changed.lines(&checked.path)?;
            let text = &checked.rope;
            findings.retain(|it| changed::touches(&lines, text, &it.finding));
        }
        findings.retain(|it| self.shows(it.finding.severity));
        Ok(())
    }
}
