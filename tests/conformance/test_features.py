"""Every feature that the server offers, asked for as each editor would, and what it may answer to an editor that can do so much.

The client turns each answer into the types of the specification, and fails where that cannot be done. What else the
specification asks depends on the editor; that is checked here.
"""

import asyncio
import re

import pytest
from lsprotocol import types

from abilities import CONVERTER, offers, paths_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

COVERED: set[str] = set()
VERSIONS = iter(range(2, 1000))


def covers(*paths):
    """A test of what is offered by these names; where the first is not, there is nothing to test."""
    COVERED.update(paths)

    def wrap(test):
        async def tested(client):
            if paths[0] not in paths_of(offers(client)):
                pytest.skip(f"not offered to this editor: {paths[0]}")
            await asyncio.wait_for(test(client), 30)

        tested.__name__, tested.__doc__ = test.__name__, test.__doc__
        return tested

    return wrap


def document(client):
    return types.TextDocumentIdentifier(uri=client.uri)


def unit(client):
    return client.offered.capabilities.position_encoding or types.PositionEncodingKind.Utf16


def length(text: str, encoding) -> int:
    encodings = {types.PositionEncodingKind.Utf8: ("utf-8", 1), types.PositionEncodingKind.Utf16: ("utf-16-le", 2)}
    name, size = encodings.get(encoding, ("utf-32-le", 4))
    return len(text.encode(name)) // size


def place(client, needle: str, behind: int = 0) -> types.Position:
    before = client.text[: client.text.index(needle) + behind]
    line = before[before.rfind("\n") + 1 :]
    return types.Position(before.count("\n"), length(line, unit(client)))


def at(client, needle: str, behind: int = 0) -> dict:
    return {"text_document": document(client), "position": place(client, needle, behind)}


def span(client, needle: str) -> types.Range:
    return types.Range(place(client, needle), place(client, needle, len(needle)))


def whole(client) -> types.Range:
    return types.Range(types.Position(0, 0), types.Position(client.text.count("\n") + 1, 0))


def check_range(client, range_: types.Range, text: str | None = None):
    """A range runs forwards and lies within the text."""
    lines = (client.text if text is None else text).split("\n")
    assert (range_.start.line, range_.start.character) <= (range_.end.line, range_.end.character), range_
    for position in (range_.start, range_.end):
        assert position.line < len(lines), position
        assert position.character <= length(lines[position.line], unit(client)), position


def check_edits(client, edits):
    ordered = sorted(edits, key=lambda it: (it.range.start.line, it.range.start.character))
    for edit in ordered:
        check_range(client, edit.range)
    for one, other in zip(ordered, ordered[1:]):
        assert (one.range.end.line, one.range.end.character) <= (other.range.start.line, other.range.start.character), "edits overlap"


def check_workspace_edit(client, edit: types.WorkspaceEdit):
    able = lambda path, default=None: client.able("workspace.workspaceEdit." + path, default)
    if edit.document_changes:
        assert able("documentChanges"), "the editor knows `changes` only"
    if edit.change_annotations:
        assert able("changeAnnotationSupport") is not None, "the editor does not ask before it changes"
    for change in edit.document_changes or []:
        kind = getattr(change, "kind", None)
        if kind:
            assert kind in able("resourceOperations", []), f"the editor cannot {kind}"
            continue
        if change.text_document.uri == client.uri:
            check_edits(client, change.edits)
        for one in change.edits:
            if getattr(one, "annotation_id", None):
                assert one.annotation_id in edit.change_annotations
            assert not isinstance(one, types.SnippetTextEdit) or able("snippetEditSupport")
    for uri, edits in (edit.changes or {}).items():
        if uri == client.uri:
            check_edits(client, edits)


def says_nothing_of(client, feature):
    """An editor that does not speak of a feature does not ask for it; whoever does all the same gets all of it."""
    return client.able(f"textDocument.{feature}") is None


def check_markup(client, content, formats: list):
    if isinstance(content, types.MarkupContent):
        assert content.kind in formats, f"the editor takes {formats} only"


def check_diagnostic(client, found: types.Diagnostic, able):
    check_range(client, found.range)
    assert found.message and "\n" not in found.message
    assert found.severity and found.source == "sigla" and found.code
    if found.related_information:
        assert able("relatedInformation"), "the editor cannot show related places"
    if found.tags:
        assert set(found.tags) <= set(able("tagSupport.valueSet", [])), "the editor does not know these tags"
    if found.code_description:
        assert able("codeDescriptionSupport"), "the editor cannot show where a rule is described"
        assert re.match(r"https?://", found.code_description.href)
    if found.data is not None:
        assert able("dataSupport"), "the editor does not keep data"


def publishing(client):
    return lambda path, default=None: client.able("textDocument.publishDiagnostics." + path, default)


async def pulled(client):
    params = types.DocumentDiagnosticParams(text_document=document(client))
    return await client.text_document_diagnostic_async(params)


async def diagnostics(client) -> list:
    if offers(client).get("diagnosticProvider"):
        return (await pulled(client)).items
    for _ in range(500):
        if client.diagnostics.get(client.uri):
            return client.diagnostics[client.uri]
        await asyncio.sleep(0.01)
    raise AssertionError("no diagnostics were published")


async def actions(client, only=None, kind=None):
    context = types.CodeActionContext(diagnostics=await diagnostics(client), only=only, trigger_kind=kind)
    params = types.CodeActionParams(text_document=document(client), range=whole(client), context=context)
    return await client.text_document_code_action_async(params) or []


@covers("positionEncoding")
async def test_columns_count_what_the_editor_offers(client):
    offered = client.able("general.positionEncodings", ["utf-16"])
    assert unit(client) in offered


@covers(
    "textDocumentSync",
    "textDocumentSync.openClose",
    "textDocumentSync.change",
    "textDocumentSync.save",
    "textDocumentSync.save.includeText",
)
async def test_edits_are_followed_and_diagnostics_published_or_pulled_never_both(client):
    found = await diagnostics(client)
    codes = {it.code for it in found}
    assert {"brackets/unopened", "brackets/misspelt"} & codes, codes
    pulls = client.able("textDocument.diagnostic") is not None
    # Until 3.18 what a client shows of diagnostics stood with what is pushed only.
    asked = lambda path, default=None: client.able("textDocument.diagnostic." + path, publishing(client)(path, default))
    able = asked if pulls else publishing(client)
    for one in found:
        check_diagnostic(client, one, able)
    assert pulls == bool(offers(client).get("diagnosticProvider"))
    if pulls:
        assert client.uri not in client.diagnostics, "what is pulled is not published"
    # An edit behind a character of two units, then back.
    identified = lambda: types.VersionedTextDocumentIdentifier(uri=client.uri, version=next(VERSIONS))
    bracket = types.Range(place(client, "second ]", 7), place(client, "second ]", 8))
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=identified(), content_changes=[types.TextDocumentContentChangePartial(range=bracket, text="")]
        )
    )
    for _ in range(500):
        now = [it for it in await diagnostics(client) if it.code == "brackets/unopened"]
        if not now:
            break
        await asyncio.sleep(0.01)
    assert not now, now
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=identified(), content_changes=[types.TextDocumentContentChangeWholeDocument(text=client.text)]
        )
    )
    client.text_document_did_save(types.DidSaveTextDocumentParams(text_document=document(client)))
    for _ in range(500):
        if any(it.code == "brackets/unopened" for it in await diagnostics(client)):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the bracket is found again")


@covers("textDocumentSync.willSave")
async def test_it_may_be_told_before_a_document_is_saved(client):
    reason = types.TextDocumentSaveReason.Manual
    client.text_document_will_save(types.WillSaveTextDocumentParams(text_document=document(client), reason=reason))


@covers("textDocumentSync.willSaveWaitUntil")
async def test_it_gives_edits_before_a_document_is_saved(client):
    reason = types.TextDocumentSaveReason.Manual
    params = types.WillSaveTextDocumentParams(text_document=document(client), reason=reason)
    check_edits(client, await client.text_document_will_save_wait_until_async(params) or [])


@covers(
    "diagnosticProvider",
    "diagnosticProvider.identifier",
    "diagnosticProvider.interFileDependencies",
    "diagnosticProvider.id",
    "diagnosticProvider.documentSelector",
)
async def test_diagnostics_are_pulled_and_unchanged_where_they_are(client):
    report = await pulled(client)
    assert report.kind == "full" and report.items
    params = types.DocumentDiagnosticParams(text_document=document(client), previous_result_id=report.result_id)
    again = await client.text_document_diagnostic_async(params)
    assert report.result_id is None or again.kind == "unchanged"


@covers("diagnosticProvider.workspaceDiagnostics")
async def test_diagnostics_of_the_whole_collection_are_pulled(client):
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert any(item.uri == client.uri for item in report.items)
    known = [types.PreviousResultId(uri=it.uri, value=it.result_id) for it in report.items if it.result_id]
    params = types.WorkspaceDiagnosticParams(previous_result_ids=known)
    task = asyncio.ensure_future(client.workspace_diagnostic_async(params))
    done, _ = await asyncio.wait([task], timeout=2)
    # A server may hold the answer back until something has changed.
    if done:
        assert all(it.kind == "unchanged" for it in task.result().items if it.uri in {one.uri for one in known})
    else:
        task.cancel()


@covers("hoverProvider")
async def test_hover(client):
    formats = client.able("textDocument.hover.contentFormat", ["plaintext"])
    if says_nothing_of(client, "hover"):
        formats = ["markdown", "plaintext"]
    for needle in ("Tarbagatai", "[sic]", "source", "[^1]"):
        hover = await client.text_document_hover_async(types.HoverParams(**at(client, needle, 1)))
        assert hover or needle not in ("Tarbagatai", "[sic]"), needle
        if hover:
            check_markup(client, hover.contents, formats)
            check_range(client, hover.range)


@covers("documentSymbolProvider", "documentSymbolProvider.label")
async def test_document_symbols(client):
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document(client)))
    assert symbols
    nested = client.able("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport", False)
    newest = 27 if says_nothing_of(client, "documentSymbol") else 19
    kinds = client.able("textDocument.documentSymbol.symbolKind.valueSet", range(1, newest))

    def check(symbol, around=None):
        assert symbol.kind in kinds, f"the editor does not know {symbol.kind!r}"
        assert symbol.name.strip()
        if isinstance(symbol, types.SymbolInformation):
            assert symbol.location.uri == client.uri
            return check_range(client, symbol.location.range)
        assert nested or says_nothing_of(client, "documentSymbol"), "the editor takes a flat list only"
        check_range(client, symbol.range)
        inner, outer = symbol.selection_range, symbol.range
        ends = lambda range_: ((range_.start.line, range_.start.character), (range_.end.line, range_.end.character))
        assert ends(outer)[0] <= ends(inner)[0] and ends(inner)[1] <= ends(outer)[1], "the name lies in its range"
        for child in symbol.children or []:
            check(child, symbol)

    for symbol in symbols:
        check(symbol)


@covers("workspaceSymbolProvider", "workspaceSymbolProvider.resolveProvider", "workspaceSymbolProvider.workDoneProgress")
async def test_workspace_symbols(client):
    symbols = await client.workspace_symbol_async(types.WorkspaceSymbolParams(query="tarbagatai"))
    assert symbols
    kinds = client.able("workspace.symbol.symbolKind.valueSet", range(1, 19))
    lazy = client.able("workspace.symbol.resolveSupport") is not None
    offer = offers(client)["workspaceSymbolProvider"]
    for symbol in symbols:
        assert symbol.kind in kinds, f"the editor does not know {symbol.kind!r}"
        ranged = isinstance(symbol.location, types.Location)
        assert ranged or lazy, "the editor cannot ask for the place later"
        if isinstance(symbol, types.WorkspaceSymbol) and isinstance(offer, dict) and offer.get("resolveProvider"):
            resolved = await client.workspace_symbol_resolve_async(symbol)
            assert isinstance(resolved.location, types.Location)


@covers(
    "completionProvider",
    "completionProvider.triggerCharacters",
    "completionProvider.allCommitCharacters",
    "completionProvider.resolveProvider",
    "completionProvider.completionItem",
    "completionProvider.completionItem.labelDetailsSupport",
)
async def test_completion(client):
    able = lambda path, default=None: client.able("textDocument.completion.completionItem." + path, default)
    offer = offers(client)["completionProvider"]
    assert all(len(sign) == 1 for sign in offer.get("triggerCharacters") or [])
    for needle, behind in (("[ilegible", 2), ("language", 3), ("Tarbagatai", 4), ("[Mr. X", 1)):
        context = types.CompletionContext(trigger_kind=types.CompletionTriggerKind.Invoked)
        found = await client.text_document_completion_async(types.CompletionParams(**at(client, needle, behind), context=context))
        items = found.items if isinstance(found, types.CompletionList) else found or []
        for item in items:
            assert item.label
            if isinstance(item.text_edit, types.InsertReplaceEdit):
                assert able("insertReplaceSupport")
            elif item.text_edit:
                check_range(client, item.text_edit.range)
                asked = place(client, needle, behind)
                edited = item.text_edit.range
                assert edited.start.line == edited.end.line == asked.line, "an edit stands on the line of the cursor"
                assert edited.start.character <= asked.character <= edited.end.character, "and around it"
            if item.tags:
                assert able("tagSupport") is not None
            if item.label_details:
                assert able("labelDetailsSupport")
            if item.deprecated:
                assert able("deprecatedSupport")
            check_markup(client, item.documentation, able("documentationFormat", []))
        if items and offer.get("resolveProvider"):
            resolved = await client.completion_item_resolve_async(items[0])
            assert resolved.label == items[0].label
            check_markup(client, resolved.documentation, able("documentationFormat", []))


@covers("signatureHelpProvider")
async def test_signature_help(client):
    await client.text_document_signature_help_async(types.SignatureHelpParams(**at(client, "[Mr. X", 2)))


def check_locations(client, found, feature):
    found = list(found) if isinstance(found, (list, tuple)) else [found] if found else []
    for one in found:
        if isinstance(one, types.LocationLink):
            assert client.able(f"textDocument.{feature}.linkSupport"), "the editor takes places only"
            continue
        assert one.uri.startswith("file:///")
        if one.uri == client.uri:
            check_range(client, one.range)
    return found


@covers("definitionProvider")
async def test_definition(client):
    for needle in ("Tarbagatai", "[^1]"):
        found = await client.text_document_definition_async(types.DefinitionParams(**at(client, needle, 2)))
        assert check_locations(client, found, "definition") or needle != "Tarbagatai", needle


@covers("declarationProvider")
async def test_declaration(client):
    found = await client.text_document_declaration_async(types.DeclarationParams(**at(client, "Tarbagatai", 2)))
    check_locations(client, found, "declaration")


@covers("typeDefinitionProvider")
async def test_type_definition(client):
    found = await client.text_document_type_definition_async(types.TypeDefinitionParams(**at(client, "Tarbagatai", 2)))
    check_locations(client, found, "typeDefinition")


@covers("implementationProvider")
async def test_implementation(client):
    found = await client.text_document_implementation_async(types.ImplementationParams(**at(client, "Tarbagatai", 2)))
    check_locations(client, found, "implementation")


@covers("referencesProvider")
async def test_references(client):
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(**at(client, "Tarbagatai", 2), context=context)
    found = check_locations(client, await client.text_document_references_async(params), "references")
    assert len({it.uri for it in found}) > 1, "in closed documents too"


@covers("documentHighlightProvider")
async def test_highlights(client):
    found = await client.text_document_document_highlight_async(types.DocumentHighlightParams(**at(client, "Tarbagatai", 2)))
    assert len(found) > 1
    for one in found:
        check_range(client, one.range)


@covers("renameProvider", "renameProvider.prepareProvider")
async def test_rename(client):
    offer = offers(client)["renameProvider"]
    if isinstance(offer, dict) and offer.get("prepareProvider"):
        able = client.able("textDocument.rename.prepareSupport")
        assert able or says_nothing_of(client, "rename"), "the editor does not ask first"
        prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**at(client, "Tarbagatai", 2)))
        check_range(client, getattr(prepared, "range", prepared))
    edit = await client.text_document_rename_async(types.RenameParams(**at(client, "Tarbagatai", 2), new_name="Tarbagatay"))
    check_workspace_edit(client, edit)
    assert edit.changes or edit.document_changes


@covers("linkedEditingRangeProvider")
async def test_linked_editing(client):
    for needle, behind in (("{-old-}", 1), ("[^1]", 2), ("Tarbagatai", 2)):
        params = types.LinkedEditingRangeParams(**at(client, needle, behind))
        found = await client.text_document_linked_editing_range_async(params)
        lines = client.text.split("\n")
        words = set()
        for one in found.ranges if found else []:
            check_range(client, one)
            assert one.start.line == one.end.line
            words.add(lines[one.start.line].encode("utf-16-le")[one.start.character * 2 : one.end.character * 2])
        assert len(words) <= 1 or unit(client) != types.PositionEncodingKind.Utf16, "linked ranges read the same"


@covers(
    "codeActionProvider",
    "codeActionProvider.codeActionKinds",
    "codeActionProvider.resolveProvider",
    "codeActionProvider.documentation",
)
async def test_code_actions(client):
    able = lambda path, default=None: client.able("textDocument.codeAction." + path, default)
    offer = offers(client)["codeActionProvider"]
    found = await actions(client)
    literal = able("codeActionLiteralSupport") is not None or says_nothing_of(client, "codeAction")
    assert literal or not [it for it in found if isinstance(it, types.CodeAction)], "the editor takes commands only"
    kinds = offer.get("codeActionKinds", []) if isinstance(offer, dict) else []
    assert literal or not kinds
    if not literal:
        return
    assert found
    within = lambda kind, wanted: kind == wanted or kind.startswith(wanted + ".")
    for action in found:
        assert action.title and "\n" not in action.title
        assert action.kind is None or any(within(action.kind, kind) for kind in kinds), f"{action.kind} was not offered"
        if action.is_preferred:
            assert able("isPreferredSupport") or says_nothing_of(client, "codeAction")
        if action.disabled:
            assert able("disabledSupport")
        if action.data is not None:
            assert able("dataSupport")
        for one in action.diagnostics or []:
            check_diagnostic(client, one, publishing(client))
        if action.edit is None and action.command is None and not action.disabled:
            lazily = able("resolveSupport.properties", [])
            assert "edit" in lazily, "the editor cannot ask for the edit later"
            action = await client.code_action_resolve_async(action)
            assert action.edit or action.command
        if action.edit:
            check_workspace_edit(client, action.edit)
    for kind in kinds:
        for action in await actions(client, only=[kind]):
            assert within(action.kind, kind), f"{action.kind} is not {kind}"


@covers("codeLensProvider", "codeLensProvider.resolveProvider")
async def test_code_lenses(client):
    found = await client.text_document_code_lens_async(types.CodeLensParams(text_document=document(client)))
    commands = (offers(client).get("executeCommandProvider") or {}).get("commands", [])
    for lens in found or []:
        check_range(client, lens.range)
        assert lens.range.start.line == lens.range.end.line, "a lens spans one line"
        if lens.command is None:
            assert offers(client)["codeLensProvider"].get("resolveProvider")
            lens = await client.code_lens_resolve_async(lens)
        assert lens.command.title
        assert not lens.command.command.startswith("sigla.") or lens.command.command in commands


@covers("documentLinkProvider", "documentLinkProvider.resolveProvider")
async def test_document_links(client):
    found = await client.text_document_document_link_async(types.DocumentLinkParams(text_document=document(client)))
    for link in found or []:
        check_range(client, link.range)
        if link.target is None:
            assert offers(client)["documentLinkProvider"].get("resolveProvider")
            link = await client.document_link_resolve_async(link)
        assert link.target and ":" in link.target


@covers("colorProvider")
async def test_colors(client):
    await client.text_document_document_color_async(types.DocumentColorParams(text_document=document(client)))


def options():
    return types.FormattingOptions(tab_size=4, insert_spaces=True)


@covers("documentFormattingProvider")
async def test_formatting(client):
    params = types.DocumentFormattingParams(text_document=document(client), options=options())
    edits = await client.text_document_formatting_async(params)
    assert edits, "the item has blanks at its end"
    check_edits(client, edits)


@covers("documentRangeFormattingProvider", "documentRangeFormattingProvider.rangesSupport")
async def test_formatting_of_ranges(client):
    item = span(client, "2. a second ] item  ")
    params = types.DocumentRangeFormattingParams(text_document=document(client), range=item, options=options())
    check_edits(client, await client.text_document_range_formatting_async(params) or [])
    offer = offers(client)["documentRangeFormattingProvider"]
    if isinstance(offer, dict) and offer.get("rangesSupport"):
        assert client.able("textDocument.rangeFormatting.rangesSupport")
        several = types.DocumentRangesFormattingParams(text_document=document(client), ranges=[item, item], options=options())
        check_edits(client, await client.text_document_ranges_formatting_async(several) or [])


@covers(
    "documentOnTypeFormattingProvider",
    "documentOnTypeFormattingProvider.firstTriggerCharacter",
    "documentOnTypeFormattingProvider.moreTriggerCharacter",
)
async def test_formatting_on_type(client):
    offer = offers(client)["documentOnTypeFormattingProvider"]
    for sign in [offer["firstTriggerCharacter"], *(offer.get("moreTriggerCharacter") or [])]:
        params = types.DocumentOnTypeFormattingParams(**at(client, "[Mr. X", 1), ch=sign, options=options())
        check_edits(client, await client.text_document_on_type_formatting_async(params) or [])


@covers("foldingRangeProvider")
async def test_folds(client):
    found = await client.text_document_folding_range_async(types.FoldingRangeParams(text_document=document(client)))
    assert found
    limit = client.able("textDocument.foldingRange.rangeLimit")
    assert limit is None or len(found) <= limit
    for fold in found:
        assert fold.start_line < fold.end_line < client.text.count("\n") + 1
        if client.able("textDocument.foldingRange.lineFoldingOnly"):
            assert fold.start_character is None and fold.end_character is None
        if fold.collapsed_text:
            assert client.able("textDocument.foldingRange.foldingRange.collapsedText")


@covers("selectionRangeProvider")
async def test_selections(client):
    places = [place(client, "[sic]", 2), place(client, "Tarbagatai", 3)]
    params = types.SelectionRangeParams(text_document=document(client), positions=places)
    found = await client.text_document_selection_range_async(params)
    assert len(found) == len(places), "one for each place"
    for selection, asked in zip(found, places):
        inner = (asked, asked)
        while selection:
            check_range(client, selection.range)
            key = lambda it: (it.line, it.character)
            outer = (selection.range.start, selection.range.end)
            assert key(outer[0]) <= key(inner[0]) and key(inner[1]) <= key(outer[1]), "each holds the one before"
            inner, selection = outer, selection.parent


@covers("callHierarchyProvider")
async def test_call_hierarchy(client):
    await client.text_document_prepare_call_hierarchy_async(types.CallHierarchyPrepareParams(**at(client, "Tarbagatai", 2)))


@covers("typeHierarchyProvider")
async def test_type_hierarchy(client):
    await client.text_document_prepare_type_hierarchy_async(types.TypeHierarchyPrepareParams(**at(client, "Tarbagatai", 2)))


@covers("monikerProvider")
async def test_monikers(client):
    await client.text_document_moniker_async(types.MonikerParams(**at(client, "Tarbagatai", 2)))


@covers("inlineValueProvider")
async def test_inline_values(client):
    context = types.InlineValueContext(frame_id=0, stopped_location=whole(client))
    params = types.InlineValueParams(text_document=document(client), range=whole(client), context=context)
    await client.text_document_inline_value_async(params)


@covers("inlineCompletionProvider")
async def test_inline_completion(client):
    context = types.InlineCompletionContext(trigger_kind=types.InlineCompletionTriggerKind.Invoked)
    params = types.InlineCompletionParams(**at(client, "[Mr. X", 4), context=context)
    await client.text_document_inline_completion_async(params)


@covers(
    "semanticTokensProvider",
    "semanticTokensProvider.full",
    "semanticTokensProvider.full.delta",
    "semanticTokensProvider.range",
    "semanticTokensProvider.legend",
    "semanticTokensProvider.legend.tokenTypes",
    "semanticTokensProvider.legend.tokenModifiers",
)
async def test_semantic_tokens(client):
    offer = offers(client)["semanticTokensProvider"]
    kinds, modifiers = offer["legend"]["tokenTypes"], offer["legend"]["tokenModifiers"]
    lines = client.text.split("\n")

    def check(data):
        assert len(data) % 5 == 0
        line = column = end = 0
        for delta, start, size, kind, modified in zip(*[iter(data)] * 5):
            line, column = (line + delta, start) if delta else (line, column + start)
            assert kind < len(kinds) and modified < 1 << len(modifiers)
            assert column + size <= length(lines[line], unit(client)), "a token ends with its line"
            assert delta or column >= end, "tokens do not overlap"
            end = column + size

    full = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=document(client)))
    assert full.data
    check(full.data)
    if offer.get("range"):
        params = types.SemanticTokensRangeParams(text_document=document(client), range=span(client, "1. 𝔸 first item [sic]"))
        part = await client.text_document_semantic_tokens_range_async(params)
        assert 0 < len(part.data) < len(full.data)
        check(part.data)
    if isinstance(offer.get("full"), dict) and offer["full"].get("delta"):
        assert full.result_id
        params = types.SemanticTokensDeltaParams(text_document=document(client), previous_result_id=full.result_id)
        delta = await client.text_document_semantic_tokens_full_delta_async(params)
        assert isinstance(delta, types.SemanticTokensDelta) and not delta.edits, "nothing has changed"


@covers("inlayHintProvider", "inlayHintProvider.resolveProvider")
async def test_inlay_hints(client):
    client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams(settings={"sigla": {"inlayHints": {"names": True}}})
    )
    params = types.InlayHintParams(text_document=document(client), range=whole(client))
    hints = await client.text_document_inlay_hint_async(params) or []
    offer = offers(client)["inlayHintProvider"]
    for hint in hints:
        assert hint.label
        if isinstance(offer, dict) and offer.get("resolveProvider"):
            hint = await client.inlay_hint_resolve_async(hint)
        assert hint.position.line < client.text.count("\n") + 1


@covers("executeCommandProvider", "executeCommandProvider.commands")
async def test_commands(client):
    commands = offers(client)["executeCommandProvider"]["commands"]
    assert commands and len(set(commands)) == len(commands)
    for command in commands:
        try:
            await client.workspace_execute_command_async(types.ExecuteCommandParams(command=command, arguments=[]))
        except Exception as error:  # Without arguments a command may refuse; it may not end the server.
            assert "panic" not in str(error)
    await client.text_document_hover_async(types.HoverParams(**at(client, "Tarbagatai", 2)))


FILE_OPERATIONS = ("didCreate", "willCreate", "didRename", "willRename", "didDelete", "willDelete")


@covers(
    "workspace",
    "workspace.workspaceFolders",
    "workspace.workspaceFolders.supported",
    "workspace.workspaceFolders.changeNotifications",
    "workspace.textDocumentContent",
    "workspace.textDocumentContent.schemes",
)
async def test_folders_come_and_go(client):
    folder = types.WorkspaceFolder(uri="file:///nowhere/at/all", name="nowhere")
    change = lambda **which: client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(event=types.WorkspaceFoldersChangeEvent(**which))
    )
    change(added=[folder], removed=[])
    change(added=[], removed=[folder])
    assert await client.text_document_hover_async(types.HoverParams(**at(client, "Tarbagatai", 2)))


@covers(
    "workspace.fileOperations",
    *(f"workspace.fileOperations.{operation}" for operation in FILE_OPERATIONS),
    *(f"workspace.fileOperations.{operation}.filters" for operation in FILE_OPERATIONS),
)
async def test_files_are_made_renamed_and_deleted(client):
    offer = offers(client)["workspace"]["fileOperations"]
    able = lambda operation: client.able(f"workspace.fileOperations.{operation}")
    for operation in offer:
        assert able(operation), f"the editor does not tell {operation}"
    old, new = client.uri.replace("a.sigla", "b.sigla"), client.uri.replace("a.sigla", "c.sigla")
    renaming = types.RenameFilesParams(files=[types.FileRename(old_uri=old, new_uri=new)])
    if "willRename" in offer:
        edit = await client.workspace_will_rename_files_async(renaming)
        if edit:
            check_workspace_edit(client, edit)
    if "willCreate" in offer:
        await client.workspace_will_create_files_async(types.CreateFilesParams(files=[types.FileCreate(uri=new)]))
    if "willDelete" in offer:
        await client.workspace_will_delete_files_async(types.DeleteFilesParams(files=[types.FileDelete(uri=new)]))
    if "didRename" in offer:
        client.workspace_did_rename_files(renaming)
        back = types.FileRename(old_uri=new, new_uri=old)
        client.workspace_did_rename_files(types.RenameFilesParams(files=[back]))
    if "didCreate" in offer:
        client.workspace_did_create_files(types.CreateFilesParams(files=[types.FileCreate(uri=new)]))
    if "didDelete" in offer:
        client.workspace_did_delete_files(types.DeleteFilesParams(files=[types.FileDelete(uri=new)]))
    assert await client.text_document_hover_async(types.HoverParams(**at(client, "Tarbagatai", 2)))


async def test_watched_files_are_asked_for_where_the_editor_can_watch(client):
    for one in client.registered:
        section, feature = one.method.split("/", 1)
        part = {"workspace": "workspace", "textDocument": "textDocument"}[section]
        assert client.able(f"{part}.{feature}.dynamicRegistration"), f"the editor cannot register {one.method}"
    watched = [it for it in client.registered if it.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
    assert bool(watched) == bool(client.able("workspace.didChangeWatchedFiles.dynamicRegistration"))
    for one in watched:
        CONVERTER.structure(one.register_options, types.DidChangeWatchedFilesRegistrationOptions)
    change = types.FileEvent(uri=client.uri.replace("a.sigla", "b.sigla"), type=types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))


async def test_the_editor_is_asked_only_what_it_can_do(client):
    needed = {
        types.WORKSPACE_INLAY_HINT_REFRESH: "workspace.inlayHint.refreshSupport",
        types.WORKSPACE_CODE_LENS_REFRESH: "workspace.codeLens.refreshSupport",
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH: "workspace.semanticTokens.refreshSupport",
        types.WORKSPACE_FOLDING_RANGE_REFRESH: "workspace.foldingRange.refreshSupport",
        types.WORKSPACE_APPLY_EDIT: "workspace.applyEdit",
        types.WINDOW_SHOW_MESSAGE_REQUEST: "window.showMessage",
    }
    for method, _ in client.asked:
        assert method not in needed or client.able(needed[method]), method
    assert not client.diagnostic_refresh_count or client.able("workspace.diagnostics.refreshSupport")
    assert not client.shown_documents or client.able("window.showDocument.support")
    assert not client.progress_reports or client.able("window.workDoneProgress")


async def test_the_end_of_a_document_takes_its_diagnostics_with_it(client):
    uri = client.uri.replace("a.sigla", "c.sigla")
    item = types.TextDocumentItem(uri=uri, language_id="sigla", version=1, text="a ]\n")
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    if not offers(client).get("diagnosticProvider"):
        for _ in range(500):
            if client.diagnostics.get(uri):
                break
            await asyncio.sleep(0.01)
        assert client.diagnostics.get(uri)
    client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=types.TextDocumentIdentifier(uri=uri)))
    for _ in range(500):
        if not client.diagnostics.get(uri):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("its diagnostics are still shown")


@covers("experimental")
async def test_requests_for_views_are_answered(client):
    offer = offers(client)["experimental"]
    named = offer["sigla"]["requests"]
    assert named and all(re.fullmatch(r"sigla/[a-zA-Z]+", it) for it in named), named
    params = {"textDocument": {"uri": client.uri}, "uri": client.uri, "path": [], "text": "Ghulja [Yining] fell."}
    for method in named:
        # The specification knows none of them, so the answers are of no type of its.
        answer = await client.protocol.send_request_async(method, params)
        assert answer is not None or method == "sigla/collection", method


async def test_whatever_is_offered_has_a_test(client):
    untested = sorted(paths_of(offers(client)) - COVERED)
    assert not untested, f"write a test that covers {untested}"
