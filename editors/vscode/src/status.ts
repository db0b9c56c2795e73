// The status bar: how many findings the document has, what is known of places, and whether the program runs.

import * as vscode from 'vscode';
import type { Status } from '../../views/contract.ts';
import type { Following } from './following.ts';
import type { Session } from './session.ts';

/** How long is waited before a collection that is being read is asked for again. */
const AGAIN = 1000;

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('sigla.status', vscode.StatusBarAlignment.Left, 40);
  private readonly subscriptions: vscode.Disposable[];
  private told: Status | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: Session,
    private readonly following: Following,
  ) {
    this.item.name = 'Sigla';
    this.item.command = 'sigla.showStatus';
    this.subscriptions = [
      session.onDidChange(() => void this.refresh()),
      following.onDidChange(() => void this.refresh()),
      vscode.workspace.onDidSaveTextDocument(() => void this.refresh()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const uri = following.document?.uri.toString();
        if (uris.some((it) => it.toString() === uri)) this.draw();
      }),
    ];
    void this.refresh();
  }

  dispose(): void {
    clearTimeout(this.again);
    vscode.Disposable.from(this.item, ...this.subscriptions).dispose();
  }

  /** What the program last told of itself. */
  get status(): Status | null {
    return this.told;
  }

  private async refresh(): Promise<void> {
    this.draw();
    const document = this.following.document;
    try {
      this.told = await this.session.ask('sigla/status', document ? { textDocument: { uri: document.uri.toString() } } : {});
    } catch {
      // An older program, or none: the rest is told all the same.
      this.told = null;
    }
    // While the collection is read, what is told of it changes.
    clearTimeout(this.again);
    if (this.told?.reading) this.again = setTimeout(() => void this.refresh(), AGAIN);
    this.draw();
  }

  private draw(): void {
    const { now } = this.session;
    const document = this.following.document;
    if (!document && now.is === 'running') return this.item.hide();
    const bad = now.is === 'missing' || now.is === 'stopped';
    this.item.backgroundColor = bad ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.text = this.text(document);
    this.item.tooltip = this.tooltip();
    this.item.accessibilityInformation = { label: this.item.text.replace(/\$\([^)]*\)\s*/g, '') };
    this.item.show();
  }

  private text(document: vscode.TextDocument | undefined): string {
    const { now } = this.session;
    if (now.is === 'starting') return `$(loading~spin) Sigla`;
    if (now.is !== 'running') return `$(error) ${now.is === 'missing' ? vscode.l10n.t('Sigla: no program') : vscode.l10n.t('Sigla: stopped')}`;
    if (!document) return 'Sigla';
    // Hints are not findings: they are dots under a word, and in no list.
    const findings = vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint).length;
    const counted =
      findings === 0 ? vscode.l10n.t('No findings') : findings === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', findings.toLocaleString(vscode.env.language));
    return [`$(${findings === 0 ? 'check' : 'list-unordered'}) ${counted}`, ...this.gazetteers()].join(' · ');
  }

  private gazetteers(): string[] {
    const { gazetteers = [], reading = false } = this.told ?? {};
    const first = gazetteers[0];
    // The name without what follows a comma: whence its parts come is told when one points at it.
    const short = first?.name.split(',')[0] ?? '';
    const names = first ? [gazetteers.length > 1 ? `${short} +${gazetteers.length - 1}` : short] : [];
    return reading ? [...names, '$(loading~spin)'] : names;
  }

  private tooltip(): vscode.MarkdownString {
    const { now } = this.session;
    const lines: string[] = [];
    if (now.is === 'running') {
      const origins = { setting: vscode.l10n.t('as set'), package: vscode.l10n.t('from this extension'), PATH: vscode.l10n.t('from this computer') };
      lines.push(`Sigla ${now.version} (${origins[now.origin]})`);
    } else if (now.is === 'starting') {
      lines.push(vscode.l10n.t('Sigla is starting'));
    } else {
      lines.push(now.sentence);
    }
    if (this.told) {
      const { configuration, gazetteers, registers, documents, reading } = this.told;
      const count = (number: number): string => number.toLocaleString(vscode.env.language);
      lines.push(configuration ? vscode.l10n.t('Collection: {0}', configuration) : vscode.l10n.t('No sigla.toml: the defaults hold'));
      if (documents !== null) lines.push(vscode.l10n.t('{0} documents in the collection', count(documents)));
      if (reading) lines.push(vscode.l10n.t('The collection is being read'));
      for (const { name, names } of gazetteers) lines.push(vscode.l10n.t('Gazetteer {0}: {1} names', name, count(names)));
      for (const { name, rows } of registers) lines.push(vscode.l10n.t('Register {0}: {1} rows', name, count(rows)));
    }
    // Names of files and gazetteers are text, whatever they look like.
    const tooltip = new vscode.MarkdownString();
    lines.forEach((line, index) => (index === 0 ? tooltip : tooltip.appendMarkdown('\n\n')).appendText(line));
    return tooltip;
  }
}
