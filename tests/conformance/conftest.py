"""A server for each of several editors, with a small collection open in it."""

import asyncio
import os
import pathlib
import tempfile

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

from abilities import Abilities

# As pytest-lsp keeps them, old and new; the last two can do nothing, and everything that the protocol has.
EDITORS = ["neovim@v0.6", "neovim@v0.8", "neovim@v0.11", "emacs", "visual-studio-code", "nothing", "everything"]

FILES = {
    "sigla.toml": "",
    "places.tsv": "id\ttitle\ttitle_source\tfclasses\tstart\tvariants\n"
    "tarbagatai\tTarbagatai\tReport\tA\t1945\tTacheng;Tarbaghatai\n",
    "a.sigla": "---\ntitle: A report\ndate: 1945-04-29\nsource: GARF, f. R-9401ss, op. 2, d. 95, ll. 334-338\nlanguage: en\n---\n\n"
    "[l. 334]\n\nThe rebels of Tarbagatai [Tacheng] are many.\n\n1. 𝔸 first item [sic]\n\n2. a second ] item  \n\n"
    "::: enclosure\nThe [ilegible] word of Tarbagatai.[^1]\n:::\n\n[^1]: A note, see b.sigla.\n\n"
    "The list {-old-} {+new+}: [Mr. X] [stamp: Secret\n\nGold   12   13\nSilver   14   15\n",
    "b.sigla": "---\ntitle: Another\ntranslation-of: a.sigla\n---\n\nNear Tarbaghatai nobody was seen.\n",
}


def everything() -> types.ClientCapabilities:
    """The newest editor, and what it lacks."""
    able = client_capabilities("visual-studio-code")
    newest = client_capabilities("neovim@v0.11")
    able.general.position_encodings = [types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16]
    for part in ("text_document", "workspace", "window", "general"):
        for field, value in vars_of(getattr(newest, part)):
            if getattr(getattr(able, part), field) is None:
                setattr(getattr(able, part), field, value)
    able.text_document.diagnostic = types.DiagnosticClientCapabilities(dynamic_registration=True, related_document_support=True)
    able.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    return able


def vars_of(value):
    return [(field.name, getattr(value, field.name)) for field in value.__attrs_attrs__]


def abilities_of(editor: str) -> types.ClientCapabilities:
    match editor:
        case "nothing":
            return types.ClientCapabilities()
        case "everything":
            return everything()
        case _:
            return client_capabilities(editor)


def listening_client() -> LanguageClient:
    """pytest-lsp's client, which also takes note of what it is asked."""
    client = make_test_lsp_client()
    client.asked = []
    client.registered = []
    client.published = {}

    def note(method, answer=None):
        def noted(params):
            client.asked.append((method, params))
            return answer

        client.feature(method)(noted)

    for method in (
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
        types.WORKSPACE_FOLDING_RANGE_REFRESH,
        types.CLIENT_UNREGISTER_CAPABILITY,
    ):
        note(method)
    note(types.WORKSPACE_APPLY_EDIT, types.ApplyWorkspaceEditResult(applied=True))
    note(types.WINDOW_SHOW_MESSAGE_REQUEST)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        client.registered.extend(params.registrations)

    return client


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[os.environ["SIGLA"], "lsp"], client_factory=listening_client),
    params=EDITORS,
    scope="module",
)
async def client(client: LanguageClient, request):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, text in FILES.items():
            (folder / name).write_text(text, encoding="utf-8")
        client.folder = folder
        client.able = Abilities(abilities_of(request.param))
        root = folder.as_uri()
        client.offered = await client.initialize_session(
            types.InitializeParams(
                capabilities=client.able.capabilities,
                root_uri=root,
                workspace_folders=[types.WorkspaceFolder(uri=root, name="collection")],
            )
        )
        client.uri = (folder / "a.sigla").as_uri()
        client.text = FILES["a.sigla"]
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                text_document=types.TextDocumentItem(uri=client.uri, language_id="sigla", version=1, text=client.text)
            )
        )
        # The registers and the closed documents are read behind the first answers.
        for _ in range(200):
            if await client.workspace_symbol_async(types.WorkspaceSymbolParams(query="tarbagatai")):
                break
            await asyncio.sleep(0.02)
        yield
        await client.shutdown_session()
