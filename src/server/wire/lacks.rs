//! What a client cannot of what it asks for, and how it is answered then.
//!
//! A client that says nothing of a feature is taken to know all of it.

use crate::server::lsp::*;

/// What a client cannot.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lacks {
    /// It takes the outline as a flat list.
    pub nested_symbols: bool,
    /// It shows words without markup.
    pub markdown: bool,
    /// It shows the documentation of completions without markup.
    pub markdown_of_completions: bool,
    /// It takes commands for actions, and no edits.
    pub action_literals: bool,
    /// It does not know which action is the best.
    pub preferred_actions: bool,
    /// It renames without asking first what can be.
    pub prepared_renames: bool,
}

impl Lacks {
    /// Reads it from what the client says of itself.
    pub fn of(client: &TextDocumentClientCapabilities) -> Lacks {
        let hover = client.hover.as_ref();
        let formats = hover.and_then(|hover| hover.content_format.as_ref());
        let item = (client.completion.as_ref()).and_then(|it| it.completion_item.as_ref());
        let documented = item.and_then(|item| item.documentation_format.as_ref());
        let (actions, symbols) = (client.code_action.as_ref(), client.document_symbol.as_ref());
        let renames = client.rename.as_ref();
        Lacks {
            nested_symbols: symbols
                .is_some_and(|it| it.hierarchical_document_symbol_support != Some(true)),
            markdown: formats.is_some_and(|them| !them.contains(&MarkupKind::Markdown)),
            markdown_of_completions: documented
                .is_none_or(|them| !them.contains(&MarkupKind::Markdown)),
            action_literals: actions.is_some_and(|it| it.code_action_literal_support.is_none()),
            preferred_actions: actions.is_some_and(|it| it.is_preferred_support != Some(true)),
            prepared_renames: renames.is_some_and(|it| it.prepare_support != Some(true)),
        }
    }

    /// The outline as the client takes it.
    pub fn symbols(self, uri: Uri, symbols: Vec<DocumentSymbol>) -> DocumentSymbolResponse {
        if !self.nested_symbols {
            return DocumentSymbolResponse::Nested(symbols);
        }
        let mut flat = Vec::new();
        // The last stands on top, each with the name of what it lies in.
        let mut left: Vec<_> = symbols.into_iter().rev().map(|it| (it, None)).collect();
        while let Some((symbol, container_name)) = left.pop() {
            let children = symbol.children.unwrap_or_default().into_iter().rev();
            left.extend(children.map(|it| (it, Some(symbol.name.clone()))));
            #[allow(
                deprecated,
                reason = "the struct has the deprecated field, and no default"
            )]
            flat.push(SymbolInformation {
                name: symbol.name,
                kind: symbol.kind,
                tags: None,
                deprecated: None,
                location: Location::new(uri.clone(), symbol.range),
                container_name,
            });
        }
        DocumentSymbolResponse::Flat(flat)
    }

    /// A hover as the client shows it.
    pub fn hover(self, mut hover: Hover) -> Hover {
        if let HoverContents::Markup(content) = &mut hover.contents
            && self.markdown
        {
            content.kind = MarkupKind::PlainText;
            content.value = plain(&content.value);
        }
        hover
    }

    /// The documentation of a completion as the client shows it.
    pub fn documentation(self, markdown: String) -> Documentation {
        if self.markdown_of_completions {
            return Documentation::String(plain(&markdown));
        }
        Documentation::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: markdown,
        })
    }

    /// The actions that the client can take.
    pub fn actions(self, mut actions: CodeActionResponse) -> CodeActionResponse {
        actions.retain(|it| !self.action_literals || matches!(it, CodeActionOrCommand::Command(_)));
        for action in &mut actions {
            if let CodeActionOrCommand::CodeAction(action) = action
                && self.preferred_actions
            {
                action.is_preferred = None;
            }
        }
        actions
    }
}

/// The words of our own Markdown, each link with its address behind it.
fn plain(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut signs = markdown.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => plain.extend(signs.next_if(char::is_ascii_punctuation).or(Some(sign))),
            '*' | '`' => {}
            '[' => {}
            ']' => plain.extend(signs.next_if_eq(&'(').map(|_| " (")),
            sign => plain.push(sign),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_leaves_its_words() {
        for (markdown, expected) in [
            ("**Ghulja** — *town*", "Ghulja — town"),
            (
                "see [GeoNames 1](https://x.org/1)",
                "see GeoNames 1 (https://x.org/1)",
            ),
            ("`\\[sic\\]` \\*", "[sic] *"),
        ] {
            assert_eq!(plain(markdown), expected);
        }
    }
}
