//! Diagnostics of the whole workspace, for a client that asks for them: of open documents as they are, of closed ones as they
//! lie on the disk.
//!
//! A closed document is read again only where its stamp, its settings or what others say of it have changed. Its result id
//! is a hash of its diagnostics, so that it holds from one start of the server to the next. The client asks again as soon as
//! it is answered, so an answer in which nothing is new waits a little for something to happen.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use ropey::Rope;
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;
use xxhash_rust::xxh3::xxh3_64;

use crate::collection::files::{self, Stamp};
use crate::collection::summary::{Summary, below};
use crate::model::document::Document;
use crate::rules::{self, Checked, Finding, Settings};
use crate::server::capabilities::ClientAbilities;
use crate::server::collections::Place;
use crate::server::convert::Positions;
use crate::server::documents::{Documents, Snapshot};
use crate::server::lsp::*;
use crate::server::settings::{SettingsByUri, path};

/// So many documents are looked at between two looks whether anybody still waits for the answer; they are a part of it.
const AT_ONCE: usize = 256;
/// An answer in which nothing is new waits so long for something …
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// … and so long after it, until others have heard of it too.
const PAUSE: Duration = Duration::from_millis(100);

/// What is known of closed documents from one question to the next.
#[derive(Debug, Default)]
pub struct WorkspaceFindings {
    known: Mutex<HashMap<PathBuf, Known>>,
    news: Notify,
    ended: AtomicBool,
}

/// A closed document as it was checked last.
#[derive(Clone, Debug)]
struct Known {
    stamp: Option<Stamp>,
    settings: Arc<Settings>,
    /// What others said of it.
    compared: Vec<Finding>,
    id: String,
}

/// What a question is answered from.
pub struct Question {
    pub documents: Arc<Documents>,
    pub settings: Arc<SettingsByUri>,
    pub client: ClientAbilities,
    /// What the client has, by address.
    pub previous: HashMap<Uri, String>,
    /// Where parts of the answer go, if it takes them.
    pub parts: Option<UnboundedSender<Vec<WorkspaceDocumentDiagnosticReport>>>,
    /// Whether nobody waits for the answer any more.
    pub cancelled: Arc<AtomicBool>,
}

/// An answer, or what is left of it where parts were sent.
#[derive(Debug, Default)]
pub struct Answer {
    pub items: Vec<WorkspaceDocumentDiagnosticReport>,
    /// Whether the client learns anything from it.
    pub is_news: bool,
}

impl WorkspaceFindings {
    /// Something has happened to a document.
    pub fn wake(&self) {
        self.news.notify_waiters();
    }

    /// The server ends, so nothing is waited for any more.
    pub fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.news.notify_waiters();
    }

    /// Waits until something happens, or for [`LONGEST_WAIT`].
    pub async fn wait(&self) {
        let news = self.news.notified();
        if !self.ended.load(Ordering::SeqCst)
            && tokio::time::timeout(LONGEST_WAIT, news).await.is_ok()
            && !self.ended.load(Ordering::SeqCst)
        {
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Looks at every document. Costs a look at each file, and the text of those that have changed.
    pub fn look(&self, question: &Question) -> Answer {
        let open = question.documents.all();
        let places: Vec<Place> = open.iter().filter_map(|it| it.place.clone()).collect();
        let mut answer = Answer::default();
        let mut met: HashSet<Uri> = HashSet::new();
        let of_open: Vec<_> = open.iter().map(|it| question.of_open(it)).collect();
        met.extend(open.iter().map(|it| it.uri.clone()));
        question.give(of_open, &mut answer);
        let is_open: HashSet<PathBuf> = open.iter().filter_map(|it| path(&it.uri)).collect();
        let mut closed = question.files(&places);
        closed.retain(|file| !is_open.contains(file));
        for files in closed.chunks(AT_ONCE) {
            if question.cancelled.load(Ordering::SeqCst) {
                return answer;
            }
            let reports = files.par_iter().filter_map(|file| {
                let uri = Uri::from_file_path(file)?;
                let report = self.of_closed(question, file, &uri, &places)?;
                Some((uri, report))
            });
            let (uris, reports): (Vec<_>, Vec<_>) = reports.unzip();
            met.extend(uris);
            question.give(reports, &mut answer);
        }
        let closed: HashSet<PathBuf> = closed.into_iter().collect();
        self.lock().retain(|file, _| closed.contains(file));
        let gone = question.previous.keys().filter(|uri| !met.contains(*uri));
        let gone = gone.map(|uri| (full(uri.clone(), None, None, Vec::new()), true));
        question.give(gone.collect(), &mut answer);
        answer
    }

    /// What is found in a closed document, and whether the client does not have that yet; none where it cannot be read.
    fn of_closed(
        &self,
        question: &Question,
        file: &Path,
        uri: &Uri,
        places: &[Place],
    ) -> Option<(WorkspaceDocumentDiagnosticReport, bool)> {
        let settings = question.settings.configuration.settings(file);
        let stamp = files::stamp(file);
        let root = question.settings.root(file);
        let place = places.iter().find(|it| Some(it.root()) == root.as_deref());
        let place = place.map(|it| (it, below(it.root(), file)));
        let previous = question.previous.get(uri);
        let known = self.lock().get(file).cloned();
        if let Some(known) = known.filter(|known| {
            previous == Some(&known.id)
                && stamp.is_some()
                && known.stamp == stamp
                && Arc::ptr_eq(&known.settings, &settings)
        }) {
            let compared = place.as_ref().and_then(|(place, path)| {
                let index = place.index();
                let said = index.document(path)?;
                Some(rules::check_collection(said, &index, &settings))
            });
            if compared.unwrap_or_default() == known.compared {
                return Some((unchanged(uri.clone(), None, known.id), false));
            }
        }
        let (diagnostics, compared) = check(file, &settings, place, question.client)?;
        let written = serde_json::to_vec(&diagnostics).unwrap_or_default();
        let id = format!("{:016x}", xxh3_64(&written));
        let known = Known {
            stamp,
            settings,
            compared,
            id: id.clone(),
        };
        self.lock().insert(file.to_owned(), known);
        Some(match previous == Some(&id) {
            true => (unchanged(uri.clone(), None, id), false),
            false => (full(uri.clone(), None, Some(id), diagnostics), true),
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Question {
    /// The documents on the disk of all folders that are worked on, and of the collections of open documents.
    fn files(&self, places: &[Place]) -> Vec<PathBuf> {
        let mut roots = self.settings.folders();
        roots.extend(places.iter().map(|place| place.root().to_owned()));
        roots.sort();
        // A folder within another is walked with it.
        roots.dedup_by(|inner, outer| inner.starts_with(&*outer));
        let configuration = &self.settings.configuration;
        files::walk_where(&roots, &[], |file, fits| {
            configuration.is_document(file, fits)
        })
        .files
    }

    /// What is found in an open document; its id is that of a question about it alone.
    fn of_open(&self, snapshot: &Snapshot) -> (WorkspaceDocumentDiagnosticReport, bool) {
        let (uri, version) = (snapshot.uri.clone(), Some(i64::from(snapshot.version)));
        let id = snapshot.revision.to_string();
        match self.previous.get(&uri) == Some(&id) {
            true => (unchanged(uri, version, id), false),
            false => {
                let found = snapshot.diagnostics(self.client.diagnostics);
                (full(uri, version, Some(id), found), true)
            }
        }
    }

    /// Sends these reports as a part, or keeps them for the answer.
    fn give(&self, reports: Vec<(WorkspaceDocumentDiagnosticReport, bool)>, answer: &mut Answer) {
        answer.is_news |= reports.iter().any(|(_, is_news)| *is_news);
        let reports = reports.into_iter();
        match &self.parts {
            // Of what the client has already it need not hear twice, but once at the end.
            Some(parts) => {
                let (news, rest): (Vec<_>, Vec<_>) = reports.partition(|(_, is_news)| *is_news);
                answer
                    .items
                    .extend(rest.into_iter().map(|(report, _)| report));
                if !news.is_empty() {
                    // Where nobody listens any more, nobody waits for the answer either.
                    let _ = parts.send(news.into_iter().map(|(report, _)| report).collect());
                }
            }
            None => answer.items.extend(reports.map(|(report, _)| report)),
        }
    }
}

/// Checks a file as the command does: what is found in it, and what others of its collection say of it. None where it cannot
/// be read, or not without a panic.
fn check(
    file: &Path,
    settings: &Arc<Settings>,
    place: Option<(&Place, String)>,
    client: ClientAbilities,
) -> Option<(Vec<Diagnostic>, Vec<Finding>)> {
    let text = files::read(file).ok()?;
    let uri = Uri::from_file_path(file)?;
    let checked = || {
        let document = Document::with(&text.text, settings.knowledge());
        let checked = Checked::new(&document, settings);
        let compared = place.map(|(place, path)| {
            let said = Summary::with(&path, &document, checked.concordance());
            rules::check_collection(&said, &place.index(), settings)
        });
        let compared = compared.unwrap_or_default();
        let runs = text.not_utf8.iter();
        let not_utf8 = runs.map(|run| rules::not_utf8(run.range.clone(), &run.bytes));
        let mut brought: Vec<_> = not_utf8.filter_map(|it| settings.rate(it)).collect();
        brought.extend(compared.iter().cloned());
        (checked.with(&document, brought), compared)
    };
    let (findings, compared) = catch_unwind(AssertUnwindSafe(checked)).ok()?;
    let rope = Rope::from_str(&text.text);
    let positions = Positions {
        text: &rope,
        encoding: client.encoding,
    };
    let diagnostic = |finding| positions.diagnostic(finding, &uri, client.diagnostics);
    Some((findings.iter().map(diagnostic).collect(), compared))
}

fn full(
    uri: Uri,
    version: Option<i64>,
    result_id: Option<String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

fn unchanged(
    uri: Uri,
    version: Option<i64>,
    result_id: String,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
        uri,
        version,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}
