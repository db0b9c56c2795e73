//! The tables that are open in an editor: registers, which are no documents, and what is said of them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ropey::Rope;

use crate::ide::register;
use crate::registers::{File, Registers, Topic};
use crate::server::convert::{Encoding, Positions};
use crate::server::lsp::*;
use crate::server::settings;

/// A register as it was at one version. A clone is O(1).
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The version that the client gave it.
    pub version: i32,
    /// What it lists.
    pub topic: Topic,
    /// Where it lies.
    pub path: PathBuf,
    /// Its text.
    pub text: Rope,
    /// What the client's columns count.
    pub encoding: Encoding,
}

/// All open registers. Every method ends at once.
#[derive(Debug, Default)]
pub struct Sheets(Mutex<HashMap<Uri, Sheet>>);

/// Whether an address is that of a table, which is no document. Of tables, those that are no register are let alone.
pub fn is_table(uri: &Uri) -> bool {
    settings::path(uri).is_some_and(|path| path.extension().is_some_and(|it| it == "tsv"))
}

/// What is wrong in a register: an error where a row was left out.
pub fn diagnostics(file: &File, encoding: Encoding) -> Vec<Diagnostic> {
    let text = Rope::from_str(&file.text);
    let positions = Positions {
        text: &text,
        encoding,
    };
    let diagnostics = file.problems.iter().map(|problem| Diagnostic {
        range: positions.range(&problem.range),
        severity: Some(match problem.left_out {
            true => DiagnosticSeverity::ERROR,
            false => DiagnosticSeverity::WARNING,
        }),
        source: Some("sigla".to_owned()),
        message: format!("{}: {}", problem.what, problem.done),
        ..Default::default()
    });
    diagnostics.collect()
}

impl Sheets {
    /// Opens a register, or takes its text anew.
    pub fn open(&self, document: &TextDocumentItem, encoding: Encoding) {
        let Some(path) = settings::path(&document.uri) else {
            return;
        };
        let Some(topic) = Topic::of(&path) else {
            return;
        };
        let sheet = Sheet {
            version: document.version,
            topic,
            path,
            text: Rope::from_str(&document.text),
            encoding,
        };
        self.lock().insert(document.uri.clone(), sheet);
    }

    /// Applies edits in order.
    pub fn change(&self, uri: &Uri, version: i32, changes: &[TextDocumentContentChangeEvent]) {
        let mut sheets = self.lock();
        let Some(sheet) = sheets.get_mut(uri) else {
            return;
        };
        sheet.version = version;
        for change in changes {
            apply(&mut sheet.text, change, sheet.encoding);
        }
    }

    /// Closes a register.
    pub fn close(&self, uri: &Uri) {
        self.lock().remove(uri);
    }

    /// The register as it is now.
    pub fn get(&self, uri: &Uri) -> Option<Sheet> {
        self.lock().get(uri).cloned()
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uri, Sheet>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sheet {
    /// Positions in it.
    pub fn positions(&self) -> Positions<'_> {
        Positions {
            text: &self.text,
            encoding: self.encoding,
        }
    }

    /// What is wrong in it.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let text = String::from(&self.text);
        let registers = Registers::of_text(self.topic, self.path.clone(), &text);
        let files = registers.files.iter();
        files
            .flat_map(|file| diagnostics(file, self.encoding))
            .collect()
    }

    /// What a cell is for and where it leads.
    pub fn hover(&self, at: Position) -> Option<Hover> {
        let (text, positions) = (String::from(&self.text), self.positions());
        let hover = register::hover(self.topic, &text, positions.byte(at))?;
        Some(positions.hover(hover))
    }

    /// What could be typed in a cell.
    pub fn completions(&self, at: Position) -> CompletionResponse {
        let (text, positions) = (String::from(&self.text), self.positions());
        positions.completions(register::completions(self.topic, &text, positions.byte(at)))
    }

    /// Its rows.
    pub fn symbols(&self) -> Vec<DocumentSymbol> {
        let (text, positions) = (String::from(&self.text), self.positions());
        let rows = register::rows(self.topic, &text).into_iter();
        #[allow(
            deprecated,
            reason = "the struct has the deprecated field, and no default"
        )]
        let symbol = |row: register::Shown| DocumentSymbol {
            name: row.name,
            detail: (!row.detail.is_empty()).then_some(row.detail),
            kind: SymbolKind::FIELD,
            tags: None,
            deprecated: None,
            range: positions.range(&row.range),
            selection_range: positions.range(&row.name_range),
            children: None,
        };
        rows.map(symbol).collect()
    }
}

/// Applies an edit to a text, with its range put right where it is none.
fn apply(text: &mut Rope, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    let Some(range) = change.range else {
        *text = Rope::from_str(&change.text);
        return;
    };
    let bytes = Positions { text, encoding }.bytes(range);
    let chars = text.byte_to_char(bytes.start)..text.byte_to_char(bytes.end);
    text.remove(chars.clone());
    text.insert(chars.start, &change.text);
}
