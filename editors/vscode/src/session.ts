// The program and its connection: found, started, started again, and what it is doing now.

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Crashes } from './crashes.ts';
import { ALL, ask, knownRequests, type Request, type Requests } from './requests.ts';
import { findServer, type Origin } from './server.ts';

export type Now =
  | { is: 'starting' }
  | { is: 'running'; version: string; program: string; origin: Origin; tooOld: boolean }
  | { is: 'missing'; sentence: string }
  | { is: 'stopped'; sentence: string };

/** The language client is most of the extension's code; it is read only when the program is started, so that the editor need not wait. */
const clientCode = (): Promise<typeof import('./client.ts')> => import('./client.ts');

export class Session implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Now>();
  private readonly crashes = new Crashes();
  private running: LanguageClient | undefined;
  private state: Now = { is: 'starting' };
  /** Whether the end of the program is our doing. */
  private stopping = false;
  /** Starts and stops follow each other, whoever asks for them. */
  private queue: Promise<void> = Promise.resolve();

  /** What changed is what the program is doing. */
  readonly onDidChange = this.changed.event;
  readonly log = vscode.window.createOutputChannel('Sigla', { log: true });

  constructor(private readonly context: vscode.ExtensionContext) {}

  get now(): Now {
    return this.state;
  }

  get client(): LanguageClient | undefined {
    return this.running;
  }

  /** Asks the program, once it has started; see `requests.ts`. */
  async ask<Name extends Request>(name: Name, parameters: Requests[Name][0]): Promise<Requests[Name][1] | null> {
    await this.settled();
    return ask(this.running, name, parameters);
  }

  /** Waits while the program is starting. */
  async settled(): Promise<void> {
    if (this.state.is !== 'starting') return;
    await new Promise<void>((resolve) => {
      const listening = this.onDidChange(({ is }) => {
        if (is === 'starting') return;
        listening.dispose();
        resolve();
      });
    });
  }

  start(): Promise<void> {
    return this.next(() => this.startNow());
  }

  restart(): Promise<void> {
    this.crashes.forget();
    return this.next(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.stopNow());
  }

  dispose(): void {
    this.changed.dispose();
    this.log.dispose();
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.queue;
  }

  private become(now: Now): void {
    this.state = now;
    void vscode.commands.executeCommand('setContext', 'sigla.collectionTooOld', now.is === 'running' && now.tooOld);
    this.changed.fire(now);
  }

  private async startNow(): Promise<void> {
    this.become({ is: 'starting' });
    const configuration = vscode.workspace.getConfiguration('sigla');
    const found = await findServer({
      setting: configuration.get<string>('server.path', ''),
      extension: this.context.extensionPath,
      workspace: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
      environment: process.env,
      home: homedir(),
      windows: process.platform === 'win32',
    });
    if (found.program === null) {
      const sentence =
        found.why === 'wrong-setting'
          ? vscode.l10n.t('The setting “sigla.server.path” says “{0}”, and no program that can be started is there.', found.setting)
          : vscode.l10n.t('The program “sigla” was found neither in this extension nor on this computer, so documents are shown without findings.');
      this.log.error(sentence);
      this.become({ is: 'missing', sentence });
      void this.offerHelp(sentence);
      return;
    }
    const { program, origin } = found;
    this.log.info(`Starting ${program} (${origin})`);
    const { makeClient } = await clientCode();
    const client = makeClient(program, this.log, {
      starting: () => this.running === client && this.become({ is: 'starting' }),
      running: () => this.running === client && this.becomeRunning(client, program, origin),
      closed: () => this.closed(),
    });
    this.running = client;
    try {
      await client.start();
    } catch (error) {
      const sentence = vscode.l10n.t('The program {0} was started but does not answer as Sigla does.', program);
      this.log.error(sentence, String(error));
      this.running = undefined;
      await client.dispose().catch(() => {});
      this.become({ is: 'stopped', sentence });
      void this.offerHelp(sentence);
    }
  }

  private becomeRunning(client: LanguageClient, program: string, origin: Origin): void {
    const known = knownRequests(client);
    const tooOld = ALL.some((request) => !known.includes(request));
    const version = client.initializeResult?.serverInfo?.version ?? '?';
    this.log.info(`Sigla ${version} runs`);
    this.become({ is: 'running', version, program, origin, tooOld });
    if (tooOld && this.crashes.count === 0)
      void this.offerHelp(
        vscode.l10n.t('Sigla {0} at {1} is older than this extension. Findings and fixes work; some views do not.', version, program),
      );
  }

  private async stopNow(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    if (!client) return;
    this.stopping = true;
    try {
      await client.dispose(4000);
    } catch (error) {
      this.log.warn(String(error));
    } finally {
      this.stopping = false;
    }
  }

  /** The program has ended; whether it is to be started again. */
  private closed(): boolean {
    if (this.stopping) return false;
    if (this.crashes.restartAfter(Date.now())) {
      this.log.warn('The program ended by itself and is started again');
      if (this.crashes.count === 1) void this.tellOfRestart();
      return true;
    }
    const sentence = vscode.l10n.t('Sigla’s program has ended {0} times within a few minutes and is not started again. Your text is not affected.', this.crashes.count);
    this.log.error(sentence);
    this.become({ is: 'stopped', sentence });
    void this.offerHelp(sentence);
    return false;
  }

  private async tellOfRestart(): Promise<void> {
    const log = vscode.l10n.t('Show the Log');
    const told = vscode.l10n.t('Sigla’s program ended unexpectedly and was started again. Your text is not affected.');
    if ((await vscode.window.showWarningMessage(told, log)) === log) this.log.show();
  }

  private async offerHelp(sentence: string): Promise<void> {
    const choose = vscode.l10n.t('Choose the Program…');
    const how = vscode.l10n.t('How to Install');
    const restart = vscode.l10n.t('Try Again');
    const chosen = await vscode.window.showErrorMessage(sentence, choose, how, restart);
    if (chosen === choose) await vscode.commands.executeCommand('sigla.chooseProgram');
    if (chosen === how) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(this.context.extensionUri, 'INSTALL.md'));
    if (chosen === restart) await this.restart();
  }
}
