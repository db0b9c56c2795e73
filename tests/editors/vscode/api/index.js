// Runs within VS Code’s extension host, against its own interfaces: exact places and counts.

const assert = require('node:assert/strict');
const { join } = require('node:path');
const vscode = require('vscode');

const folder = () => vscode.workspace.workspaceFolders[0].uri;
const file = (name) => vscode.Uri.joinPath(folder(), name);

async function until(what, ask, deadline = 20_000) {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

const findings = (uri, rule) => vscode.languages.getDiagnostics(uri).filter(({ code }) => (code?.value ?? code) === rule);
let report;

const tests = {
  'the extension waits until it is needed, and then starts': async () => {
    const extension = vscode.extensions.getExtension('sigla.sigla');
    assert.equal(extension.isActive, false);
    await extension.activate();
    assert.equal(extension.isActive, true);
  },
  'a document has its language and its findings at exact places': async () => {
    report = await vscode.workspace.openTextDocument(file('report.sigla'));
    await vscode.window.showTextDocument(report);
    assert.equal(report.languageId, 'sigla');
    const [unopened] = await until('findings', () => { const found = findings(report.uri, 'brackets/unopened'); return found.length > 0 && found; });
    assert.deepEqual([unopened.range.start.line, unopened.range.start.character, unopened.range.end.character], [13, 13, 14]);
    assert.equal(unopened.severity, vscode.DiagnosticSeverity.Error);
    return `${vscode.languages.getDiagnostics(report.uri).length} findings`;
  },
  'a register has a language of its own': async () => {
    const places = await vscode.workspace.openTextDocument(file('places.tsv'));
    assert.equal(places.languageId, 'sigla-register');
    assert.equal(vscode.workspace.getConfiguration('editor', { languageId: 'sigla-register' }).get('insertSpaces'), false);
  },
  'findings of closed documents are listed too': async () => {
    const closed = await until('findings of a closed document', () => vscode.languages.getDiagnostics().find(([uri, found]) => uri.path.endsWith('/second.sigla') && found.length > 0));
    assert.ok(!vscode.workspace.textDocuments.some(({ uri, isClosed }) => uri.path === closed[0].path && !isClosed));
  },
  'a hover tells the gloss of Ghulja': async () => {
    const line = report.getText().split('\n').findIndex((it) => it.includes('city of Ghulja'));
    const at = new vscode.Position(line, report.lineAt(line).text.indexOf('Ghulja') + 2);
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', report.uri, at);
    assert.match(hovers.flatMap(({ contents }) => contents.map((it) => it.value ?? it)).join('\n'), /Yining/);
    const word = report.getText(report.getWordRangeAtPosition(new vscode.Position(line, report.lineAt(line).text.indexOf('Ghulja') + 2)));
    assert.equal(word, 'Ghulja');
  },
  'the outline has measure 3 b) under measure 3': async () => {
    const symbols = await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', report.uri);
    const find = (all, start) => all.flatMap((it) => [it, ...(it.children ?? [])]).find(({ name }) => name.startsWith(start)) ?? all.map((it) => find(it.children ?? [], start)).find(Boolean);
    const third = find(symbols, '3. Hold');
    assert.ok(third.children.some(({ name }) => name.startsWith('b) allocate')));
  },
  'safe fixes are applied at once, and no word is changed': async () => {
    await vscode.window.showTextDocument(report);
    const letters = (text) => text.replace(/\s+/g, '');
    const before = report.getText();
    await vscode.commands.executeCommand('sigla.fixAll');
    await until('an edit', () => report.getText() !== before);
    assert.equal(letters(report.getText()), letters(before));
    await vscode.commands.executeCommand('undo');
    await until('the text as before', () => report.getText() === before);
  },
  'colours by meaning lie on brackets': async () => {
    const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', report.uri);
    const tokens = await until('tokens', async () => { const it = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', report.uri); return it?.data.length > 0 && it; });
    const kinds = new Set();
    for (let at = 3; at < tokens.data.length; at += 5) kinds.add(legend.tokenTypes[tokens.data[at]]);
    for (const kind of ['other-name', 'sic', 'supplied']) assert.ok(kinds.has(kind), `${kind} among ${[...kinds]}`);
  },
  'every command of the manifest is there': async () => {
    const all = await vscode.commands.getCommands(true);
    const own = vscode.extensions.getExtension('sigla.sigla').packageJSON.contributes.commands.map(({ command }) => command);
    assert.deepEqual(own.filter((command) => !all.includes(command)), []);
  },
  'the doctor tells of the installation': async () => {
    await vscode.commands.executeCommand('sigla.showDoctor');
    const told = await until('its report', () => vscode.workspace.textDocuments.find((it) => it.languageId === 'plaintext' && /^VS Code /.test(it.getText())));
    assert.match(told.getText(), /✓/);
    return told.getText().split('\n').find((line) => line.startsWith('Sigla')) ?? '';
  },
  'hints are shown once they are wanted, without a restart': async () => {
    const range = new vscode.Range(0, 0, 200, 0);
    const hints = () => vscode.commands.executeCommand('vscode.executeInlayHintProvider', report.uri, range);
    assert.equal((await hints()).length, 0);
    await vscode.workspace.getConfiguration('sigla').update('codeLens.gaps', true);
    await until('a lens', async () => (await vscode.commands.executeCommand('vscode.executeCodeLensProvider', report.uri)).length > 0);
    await vscode.workspace.getConfiguration('sigla').update('codeLens.gaps', undefined);
    await until('no lens', async () => (await vscode.commands.executeCommand('vscode.executeCodeLensProvider', report.uri)).length === 0);
  },
  'a restart by hand leaves the state right': async () => {
    await vscode.commands.executeCommand('sigla.restart');
    await until('the finding again', () => findings(report.uri, 'brackets/unopened').length === 1);
    const edit = new vscode.WorkspaceEdit();
    edit.delete(report.uri, new vscode.Range(13, 13, 13, 14));
    await vscode.workspace.applyEdit(edit);
    await until('the finding to go', () => findings(report.uri, 'brackets/unopened').length === 0);
    await vscode.commands.executeCommand('undo');
  },
};

exports.run = async () => {
  for (const [name, run] of Object.entries(tests)) {
    const started = Date.now();
    try {
      const shown = await run();
      console.log(`ok   ${name}${shown === undefined ? '' : ` — ${shown}`} (${Date.now() - started} ms)`);
    } catch (error) {
      console.log(`FAIL ${name}: ${error?.stack ?? error}`);
    }
  }
};
