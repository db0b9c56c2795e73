// What a person does with the extension: the story of issue 6, in the real workbench, by mouse and keyboard.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawScans, makeCollection, setTheme } from './lib/collection.mjs';
import { Steps, equal, ok, until } from './lib/check.mjs';
import { openWindow, programsIn, startBrowser, startServer } from './lib/workbench.mjs';

const work = join(process.env.SIGLA_WORK, 'story');
const shots = process.env.SIGLA_SHOTS;
const folder = makeCollection(join(work, 'letters'));
writeFileSync(join(work, '337.png'), readFileSync(join(process.env.SIGLA_ROOT, 'editors/vscode/images/icon.png')));

const browser = await startBrowser();
await drawScans(browser, folder);
const server = await startServer(work, join(process.env.SIGLA_WORK, 'sigla-linux-x64.vsix'));
const { page, left, errors, open, hands } = await openWindow(browser, server, folder);
const steps = new Steps(async (name) => page.screenshot({ path: join(shots, `failed-${name.replace(/\W+/g, '-').slice(0, 40)}.png`) }));
const shot = (name) => page.screenshot({ path: join(shots, `${name}.png`) });

/** What the list of problems holds for a word, once it is looked at. */
const problems = (words) => page.locator('.markers-panel .monaco-list-row').filter({ hasText: words });
const lineOf = (text, words) => text.split('\n').findIndex((line) => line.includes(words)) + 1;
const raw = readFileSync(join(folder, 'report.sigla'), 'utf8');
const made = readFileSync(join(folder, 'made.sigla'), 'utf8');

await steps.step('opens the raw seed, and the program answers', async () => {
  await open();
  await hands.ready();
  await hands.openFile('report.sigla');
  await page.waitForSelector('.squiggly-error', { state: 'attached', timeout: 60_000 });
  equal(programsIn(server.extensions).length, 1, 'programs running');
});

await steps.step('started in less than 300 ms, as VS Code itself counts', async () => {
  await hands.command('Developer: Show Running Extensions');
  const row = page.locator('.runtime-extensions-editor .monaco-list-row, .editor-instance .monaco-list-row').filter({ hasText: 'Sigla' }).first();
  await row.waitFor();
  const told = await until('the time', async () => /Activation: (?:\(Startup\) )?(\d+)ms|(\d+)ms/.exec(await row.innerText()));
  const took = Number(told[1] ?? told[2]);
  ok(took < 300, `${took} ms`);
  await hands.command('View: Close Editor');
  return `${took} ms`;
});

await steps.step('underlines the unopened bracket and lists it', async () => {
  await hands.command('View: Toggle Problems');
  await problems('closes no bracket').first().waitFor();
  await hands.goTo(14, 14);
  await shot('problems-light');
  return problems('closes no bracket').first().getAttribute('aria-label');
});

await steps.step('mends it by mouse, and it goes', async () => {
  const squiggle = await page.locator('.squiggly-error').first().boundingBox();
  await page.mouse.move(squiggle.x + 40, squiggle.y + 90);
  await page.mouse.move(squiggle.x + squiggle.width / 2, squiggle.y + squiggle.height / 2, { steps: 4 });
  const fix = page.locator('.monaco-hover .action-container a.action', { hasText: 'Quick Fix' }).first();
  await fix.waitFor();
  await shot('quick-fix-light');
  await fix.click();
  const action = page.locator('.action-widget .monaco-list-row', { hasText: 'Delete the bracket' }).first();
  await action.waitFor();
  // The list takes a click once the mouse has moved, lest one click it unawares.
  await page.mouse.move(squiggle.x + 30, squiggle.y + 30);
  await page.mouse.move(squiggle.x + 40, squiggle.y + 40);
  await action.click();
  await until('the bracket to go', async () => (await problems('closes no bracket').count()) === 0);
  await page.waitForSelector('.squiggly-error', { state: 'detached' });
});

await steps.step('tells what Ghulja is', async () => {
  await hands.goTo(lineOf(raw, 'city of Ghulja'), 1);
  const spot = await hands.placeOf('Ghulja');
  await page.mouse.move(spot.x, spot.y + 60);
  await page.mouse.move(spot.x, spot.y, { steps: 4 });
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Yining' }).first();
  await hover.waitFor();
  // Its beginning is what one reads first.
  const box = await hover.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 12, { steps: 4 });
  await page.mouse.wheel(0, -3000);
  await shot('hover-light');
  const told = (await hover.innerText()).replace(/\s+/g, ' ');
  await page.keyboard.press('Escape');
  return told.slice(0, 120);
});

await steps.step('walks the outline to measure 3 b)', async () => {
  await hands.command('Explorer: Focus on Outline View');
  const row = (words) => page.locator('.outline-pane .monaco-list-row').filter({ hasText: words }).first();
  await page.locator('.outline-pane .monaco-list-row').first().waitFor();
  await until('measure 3 in the outline', async () => {
    if (await row('3. Hold the NKO').isVisible()) return true;
    await page.locator('.outline-pane .monaco-list').hover();
    await page.mouse.wheel(0, 90);
    return false;
  });
  await row('3. Hold the NKO').click();
  if (!(await row('b) allocate').isVisible())) await page.keyboard.press('ArrowRight');
  await until('3 b) in the outline', async () => {
    if (await row('b) allocate').isVisible()) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  });
  await row('b) allocate').click();
  const line = lineOf(raw, 'b) allocate captured');
  await until('the cursor at 3 b)', async () => (await hands.position())?.line === line);
  await shot('outline-light');
  return `line ${line}`;
});

await steps.step('completes a label', async () => {
  await hands.goTo(lineOf(raw, 'b) allocate captured'), 1);
  await page.keyboard.press('End');
  await page.keyboard.type(' [handw');
  await page.keyboard.press('Control+Space');
  const row = page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'handwritten' }).first();
  await row.waitFor();
  await shot('completion-light');
  await row.click();
  await page.keyboard.type('in pencil');
  return until('the label in the text', async () => {
    const text = await page.locator('.editor-instance .view-lines').innerText();
    return /\[handwritten:\s?in pencil\]/.exec(text.replace(/\u00a0/g, ' '))?.[0];
  });
});

await steps.step('renames a place in every document', async () => {
  const line = lineOf(raw, 'city of Ghulja');
  await hands.goTo(line, raw.split('\n')[line - 1].indexOf('Ghulja') + 2);
  await page.keyboard.press('F2');
  const box = page.locator('.rename-box input');
  await box.waitFor();
  await box.fill('Kulja');
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'hidden' });
  // Some clients show first what would be changed.
  await until('Kulja in the text', async () => {
    const apply = page.locator('.monaco-button', { hasText: /^Apply$/ });
    if (await apply.isVisible().catch(() => false)) await apply.click();
    return (await page.locator('.editor-instance .view-lines').innerText()).includes('Kulja');
  });
  await hands.command('File: Save All Files');
  const second = await until('Kulja in the closed document', () => /Nobody left Kulja\./.exec(readFileSync(join(folder, 'second.sigla'), 'utf8'))?.[0]);
  ok(readFileSync(join(folder, 'second.sigla'), 'utf8').includes('Ghuljaite'), 'another word stays');
  return second;
});

await steps.step('opens the preview: brackets by class, with a key', async () => {
  await hands.command('View: Close All Editors');
  await hands.command('View: Hide Panel');
  await hands.openFile('made.sigla');
  await hands.command('Sigla: Open Preview');
  const view = await hands.view('preview');
  await view.locator('h1').waitFor();
  equal(await view.locator('h1').textContent(), 'Report from L. Beria and A. Vyshinsky to Cde. I.V. Stalin', 'title');
  const key = await view.locator('.key .chip').allTextContents();
  ok(key.includes('other name') && key.includes('supplied'), `the key has its classes: ${key}`);
  equal(await view.locator('.bracket.c-other-name').first().textContent(), '[Yili]', 'first other name');
  await view.locator('.chip.c-other-name').hover();
  ok((await view.locator('.bracket.c-other-name.lit').count()) > 3, 'pointing at the key lights up its brackets');
  return key.join(', ');
});

await steps.step('the source’s words alone, at a switch', async () => {
  const view = await hands.view('preview');
  const sentence = view.locator('p.block', { hasText: 'District of Xinjiang with the district capital' }).first();
  equal((await sentence.innerText()).includes('[Yili]'), true, 'with brackets');
  await view.locator('button.toggle').click();
  equal((await sentence.innerText()).replace(/\s+/g, ' ').slice(0, 43), 'The Ili District of Xinjiang with the distr', 'alone');
  equal(await view.locator('.head').isVisible(), false, 'the header shows');
  await view.locator('button.toggle').click();
});

await steps.step('scrolls in step, both ways', async () => {
  const view = await hands.view('preview');
  const line = lineOf(made, '5. Recommend that');
  await page.locator('.editor-instance .view-lines').first().click();
  await hands.goTo(line);
  // The item comes to stand near the top of the preview where its line is near the top of the text.
  const below = await until('the preview to follow', async () => {
    const box = await view.locator('.k-item', { hasText: 'Recommend that' }).first().boundingBox();
    return box && box.y > 0 && box.y < 860 && Math.round(box.y);
  });
  const before = await firstLine();
  const sheet = view.locator('.sheet');
  await sheet.hover();
  await page.mouse.wheel(0, -2600);
  const after = await until('the text to follow', async () => {
    const now = await firstLine();
    return now < before && now;
  });
  return `measure 5 at ${below} px; then the text went from line ${before} to ${after}`;
});

async function firstLine() {
  const numbers = await page.locator('.editor-instance .line-numbers').allTextContents();
  return Math.min(...numbers.map(Number).filter(Boolean));
}

await steps.step('the preview follows what is typed', async () => {
  const view = await hands.view('preview');
  await page.locator('.editor-instance .view-lines').first().click();
  await hands.goTo(lineOf(made, 'Having discussed'), 1);
  await page.keyboard.type('At last [finally], ');
  await view.locator('p.block', { hasText: 'At last [finally], Having discussed' }).waitFor();
  for (let i = 0; i < 'At last [finally], '.length; i += 1) await page.keyboard.press('Backspace');
  await until('the text as before', async () => (await view.locator('p.block', { hasText: 'At last' }).count()) === 0);
  await hands.goTo(lineOf(made, '[l. 334]'), 1);
  await until('the top of the preview', async () => (await view.locator('.sheet').evaluate((sheet) => sheet.scrollTop)) < 700);
  await shot('preview-light');
});

await steps.step('opens the map: a click goes to the text, the cursor to its place', async () => {
  await hands.command('Sigla: Open Map');
  const view = await hands.view('map');
  await view.locator('.dot').first().waitFor();
  const names = await view.locator('.list .place .name').allTextContents();
  ok(names.includes('Urumqi'), `Urumqi is listed among ${names}`);
  await view.locator('.list .place', { hasText: 'Urumqi' }).click();
  const line = lineOf(made, 'cities of Urumqi');
  await until('the cursor at Urumqi', async () => (await hands.position())?.line === line);
  await view.locator('.card button[aria-label="Close"]').click();
  await hands.goTo(lineOf(made, 'Aksu and Kashgar'), made.split('\n')[lineOf(made, 'Aksu and Kashgar') - 1].indexOf('Kashgar') + 3);
  await view.locator('.list .place.at-cursor', { hasText: 'Kashgar' }).waitFor();
  equal(await view.locator('g.dot.at-cursor').getAttribute('aria-label'), 'Kashgar', 'lit dot');
  await shot('map-light');
  // The place that was renamed before.
  await view.locator('.dot[aria-label="Kulja"] .target').click();
  await view.locator('.card', { hasText: 'Kulja' }).waitFor();
  await shot('map-card-light');
  await view.locator('.card button[aria-label="Close"]').click();
  await view.locator('.bar .toggle', { hasText: 'The collection' }).click();
  await until('the places of the collection', async () => {
    const mentioned = await view.locator('.list .place', { hasText: 'Kulja' }).first().locator('.times').textContent().catch(() => '');
    return Number(mentioned) > 0;
  });
  return names.join(', ');
});

await steps.step('opens the facsimile: the page under the cursor, zoom and turn', async () => {
  await hands.command('Sigla: Open Facsimile');
  const view = await hands.view('facsimile');
  await until('the first leaf', async () => view.locator('.picture').evaluate((image) => image.naturalWidth > 0 && image.src.includes('33')));
  await page.locator('.editor-instance .view-lines').first().click();
  await hands.goTo(lineOf(made, '[l. 334]') + 2);
  await until('leaf 334', async () => view.locator('.picture').evaluate((image) => image.src.includes('334.png') && image.naturalWidth > 0));
  await hands.goTo(lineOf(made, '3. Hold the NKO'));
  await until('leaf 335', async () => view.locator('.picture').evaluate((image) => image.src.includes('335.png') && image.naturalWidth > 0));
  const before = await view.locator('.picture').boundingBox();
  await view.locator('button[aria-label="Larger"]').click();
  const larger = await until('a larger image', async () => {
    const box = await view.locator('.picture').boundingBox();
    return box.width > before.width * 1.2 && box;
  });
  await view.locator('button[aria-label="Turn to the right"]').click();
  await until('an image that lies on its side', async () => {
    const box = await view.locator('.picture').boundingBox();
    return box.width > box.height;
  });
  await view.locator('button[aria-label="Turn to the left"]').click();
  await view.locator('button[aria-label="The whole page"]').click();
  await hands.goTo(lineOf(made, '[l. 334]') + 2);
  await until('leaf 334 again', async () => view.locator('.picture').evaluate((image) => image.src.includes('334.png') && image.naturalWidth > 0));
  await shot('facsimile-light');
  return `${Math.round(before.width)} to ${Math.round(larger.width)} px wide`;
});

await steps.step('images that are missing, outside or remote are told in a sentence, and nothing is loaded unasked', async () => {
  const view = await hands.view('facsimile');
  const told = [];
  for (const [before, words] of [
    ['[l. 336]', /336\.png/],
    ['[l. 337]', /337\.png.*outside/],
    ['[l. 338]', /iiif\.example\.org/],
  ]) {
    await hands.goTo(lineOf(made, before));
    told.push(await until(`a sentence at ${before}`, async () => {
      const said = await view.locator('.say').innerText();
      return words.test(said) && said.split('\n')[0];
    }));
  }
  equal(left.filter((url) => !url.includes('vscode-cdn.net')), [], 'requests that left');
  await shot('facsimile-asks-light');
  return told.join(' | ');
});

await steps.step('a host that is allowed is asked, and remembered', async () => {
  let view = await hands.view('facsimile');
  await view.locator('button.chief').click();
  await until('the request for the image', async () => left.some((url) => url === 'https://iiif.example.org/338.jpg'));
  view = await hands.view('facsimile');
  await until('a sentence, since the host is not there', async () => /iiif\.example\.org/.test(await view.locator('.say').innerText()));
});

await steps.step('survives a program that is killed: the state is right after, told once', async () => {
  await hands.command('View: Close All Editors');
  await hands.openFile('report.sigla');
  await hands.command('Problems: Focus on Problems View');
  await page.waitForSelector('.squiggly-warning', { state: 'attached' });
  const [before] = programsIn(server.extensions);
  process.kill(before, 'SIGKILL');
  const now = await until('another program', () => programsIn(server.extensions).find((id) => id !== before));
  await until('the message', async () => (await hands.notifications()).filter((text) => text.includes('ended unexpectedly')).length === 1);
  // The state is right: what is typed now is understood, and the old findings stand as before.
  await page.locator('.editor-instance .view-lines').first().click();
  await hands.goTo(11, 1);
  await page.keyboard.press('End');
  await page.keyboard.type(' and p. 7]');
  await page.waitForSelector('.squiggly-error', { state: 'attached' });
  await problems('closes no').first().waitFor();
  await shot('restarted-light');
  for (let i = 0; i < ' and p. 7]'.length; i += 1) await page.keyboard.press('Backspace');
  await until('no such finding', async () => (await problems('closes no').count()) === 0);
  equal((await hands.notifications()).filter((text) => text.includes('ended unexpectedly')).length, 1, 'times told');
  return `${before} then ${now}`;
});

await steps.step('makes a document from an open text, its words all there', async () => {
  await hands.command('View: Close All Editors');
  await page.keyboard.press('Escape');
  await hands.openFile('typescript.txt');
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await hands.command('Sigla: New Document from Text');
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'typescript.txt' });
  await Promise.race([row.waitFor().then(() => row.click()), page.waitForSelector('.tab.active[data-resource-name="typescript.sigla"]')]);
  await page.waitForSelector('.tab.active[data-resource-name="typescript.sigla"]');
  await until('the header', async () => (await page.locator('.editor-instance .view-lines').innerText()).replace(/\u00a0/g, ' ').includes('title: Report from L. Beria'));
  ok(!existsSync(join(folder, 'typescript.sigla')), 'nothing was written to the disk');
  await until('the message', async () => (await hands.notifications()).some((text) => text.includes('The document was made')));
  await shot('from-text-light');
  return (await hands.notifications()).find((text) => text.includes('The document was made'));
});

await steps.step('shows how brackets are understood', async () => {
  await hands.command('View: Hide Panel');
  await hands.openFile('made.sigla');
  await hands.command('Sigla: Show How Brackets Are Understood');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: '[Yili]' }).first().waitFor();
  await page.locator('.quick-input-widget input').first().fill('supplied');
  const row = rows.filter({ hasText: '[their]' }).first();
  await row.waitFor();
  await shot('classification-light');
  await row.click();
  await until('the cursor at [their]', async () => (await hands.position())?.line === lineOf(made, '[their]') || page.locator('#status\\.editor\\.selection').textContent().then((text) => text.includes('selected')));
});

await steps.step('lists the collection by archive, fonds and date', async () => {
  await page.locator('.activitybar .action-item a[aria-label="Sigla"]').click();
  const row = (words) => page.locator('.pane-body .monaco-list-row').filter({ hasText: words }).first();
  await row('GARF').waitFor();
  await row('Fond R-9401ss').click();
  const document = row('Report from L. Beria');
  await document.waitFor();
  await shot('collection-light');
  return (await document.getAttribute('aria-label')) ?? (await document.innerText());
});

await steps.step('the status bar counts findings and names the gazetteer', async () => {
  const item = page.locator('.statusbar-item#sigla\\.sigla\\.sigla\\.status, .statusbar-item[id*="sigla.status"]').first();
  return until('a status', async () => {
    const text = (await item.innerText()).trim();
    return /finding/i.test(text) && /GeoNames/.test(text) && text;
  });
});

await steps.step('checks the collection', async () => {
  await hands.command('Sigla: Check Collection');
  return until('how many', async () => (await hands.notifications()).find((text) => /\d+ findings in \d+ documents/.test(text)));
});

await steps.step('looks as well in the dark', async () => {
  setTheme(folder, 'Default Dark Modern');
  await page.waitForSelector('.monaco-workbench.vs-dark');
  await hands.command('Notifications: Clear All Notifications');
  await hands.command('View: Show Explorer');
  await hands.command('View: Close All Editors');
  await hands.openFile('made.sigla');
  await hands.goTo(lineOf(made, '[l. 334]'), 1);
  await hands.command('Sigla: Open Preview');
  let view = await hands.view('preview');
  await view.locator('h1').waitFor();
  await shot('preview-dark');
  await hands.command('Sigla: Open Map');
  view = await hands.view('map');
  await view.locator('.dot').first().waitFor();
  await shot('map-dark');
  await hands.command('Sigla: Open Facsimile');
  view = await hands.view('facsimile');
  await until('a leaf', async () => view.locator('.picture').evaluate((image) => image.naturalWidth > 0));
  await shot('facsimile-dark');
  await hands.command('View: Close All Editors');
  await hands.openFile('report.sigla');
  await hands.command('Problems: Focus on Problems View');
  await page.waitForSelector('.squiggly-warning', { state: 'attached' });
  await shot('problems-dark');
});

await steps.step('nothing left the computer, and no policy was broken', async () => {
  const hosts = [...new Set(left.map((url) => new URL(url).hostname))].filter((host) => host !== 'iiif.example.org');
  equal(hosts, [], 'hosts asked');
  equal(errors.filter((error) => !/vscode-cdn|ResizeObserver/.test(error)), [], 'errors');
});

await browser.close();
server.stop();
steps.end();
