// The requests of our own, `sigla/…`, and what is said where the program does not know them.

import { l10n } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Brackets, Collection, FromText, Pages, Places, Preview, Status } from '../../views/contract.ts';

interface TextDocument {
  textDocument: { uri: string };
}

/** Each request with what is asked and what is answered; `null` where the document is not known. */
export interface Requests {
  'sigla/preview': [TextDocument, Preview];
  'sigla/places': [TextDocument & { scope: 'document' | 'collection' }, Places];
  'sigla/pages': [TextDocument, Pages];
  'sigla/collection': [{ uri?: string; path: string[] }, Collection];
  'sigla/status': [Partial<TextDocument>, Status];
  'sigla/fromText': [{ text: string; name?: string }, FromText];
  'sigla/brackets': [TextDocument, Brackets];
}

export type Request = keyof Requests;

export const ALL: readonly Request[] = [
  'sigla/preview',
  'sigla/places',
  'sigla/pages',
  'sigla/collection',
  'sigla/status',
  'sigla/fromText',
  'sigla/brackets',
];

/** The program does not know a request: it is older than this extension. */
export class TooOld extends Error {
  constructor() {
    super(l10n.t('The Sigla program that runs here is older than this extension and cannot tell that. Install the newest, and restart Sigla.'));
  }
}

/** No program runs that could be asked. */
export class NotRunning extends Error {
  constructor() {
    super(l10n.t('Sigla is not running, so there is nothing to show yet.'));
  }
}

/** What a server has said it knows. */
export function knownRequests(client: LanguageClient): readonly string[] {
  const experimental = client.initializeResult?.capabilities.experimental as { sigla?: { requests?: unknown } } | undefined;
  const requests = experimental?.sigla?.requests;
  return Array.isArray(requests) ? requests.filter((it): it is string => typeof it === 'string') : [];
}

/** Asks, and fails with a sentence that can be shown. */
export async function ask<Name extends Request>(
  client: LanguageClient | undefined,
  name: Name,
  parameters: Requests[Name][0],
): Promise<Requests[Name][1] | null> {
  if (!client?.isRunning()) throw new NotRunning();
  if (!knownRequests(client).includes(name)) throw new TooOld();
  return client.sendRequest<Requests[Name][1] | null>(name, parameters);
}

/** What an error says to the person before the screen. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
