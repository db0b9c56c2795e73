// The language client: what it says of the editor, and what of the program's wishes it hands to the editor.

import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, State, TransportKind, type StaticFeature } from 'vscode-languageclient/node';

/** What happens to the program. */
export interface Life {
  starting(): void;
  running(): void;
  /** Whether it is to be started again. */
  closed(): boolean;
}

/**
 * VS Code shows edits that want a confirmation with none of them chosen, so that one who agrees changes nothing. Renaming is done at
 * once instead, as everywhere in VS Code, can be undone at once, and is shown beforehand to whoever presses Shift and Enter.
 */
const renamesAtOnce: StaticFeature = {
  fillClientCapabilities: ({ workspace }) => {
    if (workspace?.workspaceEdit) delete workspace.workspaceEdit.changeAnnotationSupport;
  },
  initialize: () => {},
  getState: () => ({ kind: 'static' }),
  clear: () => {},
};

const SELECTOR = [
  { scheme: 'file', language: 'sigla' },
  { scheme: 'untitled', language: 'sigla' },
  { scheme: 'file', language: 'sigla-register' },
];

export function makeClient(program: string, log: vscode.LogOutputChannel, life: Life): LanguageClient {
  const configuration = vscode.workspace.getConfiguration('sigla');
  const path = configuration.get<string>('server.path');
  const start = { command: program, args: ['lsp'], transport: TransportKind.stdio };
  const client = new LanguageClient(
    'sigla',
    'Sigla',
    { run: start, debug: start },
    {
      documentSelector: SELECTOR,
      outputChannel: log,
      initializationOptions: {
        sigla: { inlayHints: configuration.get('inlayHints'), codeLens: configuration.get('codeLens'), fixOnSave: configuration.get('fixOnSave') },
      },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({ action: life.closed() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
      },
      middleware: {
        workspace: {
          // Where another program is set, this one is about to end, and need not hear of it.
          didChangeConfiguration: async (sections, next) => {
            if (vscode.workspace.getConfiguration('sigla').get<string>('server.path') === path) await next(sections);
          },
        },
        executeCommand: (command, args, next) => (command === 'sigla.showReferences' ? showReferences(client, args) : next(command, args)),
      },
    },
  );
  client.registerFeature(renamesAtOnce);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) life.starting();
    if (newState === State.Running) life.running();
  });
  return client;
}

/** What a lens leads to: the list that VS Code has for such. */
function showReferences({ protocol2CodeConverter: convert }: LanguageClient, [uri, position, locations]: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(
    'editor.action.showReferences',
    convert.asUri(uri as string),
    convert.asPosition(position as { line: number; character: number }),
    (locations as Parameters<typeof convert.asLocation>[0][]).map((location) => convert.asLocation(location)),
  );
}
