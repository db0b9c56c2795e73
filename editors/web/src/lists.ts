// The lists beside the text: what was found, and the outline. All of it is text; nothing of a document becomes markup.

import { button, element } from '../../views/dom.ts';
import type { Entry, Finding, Fix } from './questions.ts';

/** So many findings are listed. */
const MOST_LISTED = 500;

export function drawFindings(
  into: HTMLElement,
  findings: readonly Finding[],
  marked: number,
  goTo: (finding: Finding) => void,
  apply: (fix: Fix) => void,
): void {
  const rows = findings.slice(0, MOST_LISTED).map((finding) => {
    const [fix] = finding.fixes;
    return element(
      'li',
      { class: `finding s-${finding.severity}` },
      button(finding.message, { class: 'message', title: finding.rule }, () => goTo(finding)),
      fix && button(fix.title, { class: `fix f-${fix.safety}` }, () => apply(fix)),
    );
  });
  const left = findings.length - rows.length;
  const note = left > 0 && element('p', { class: 'left' }, `and ${left} more; ${Math.min(findings.length, marked)} are marked in the text`);
  into.replaceChildren(element('ul', {}, ...rows), note || '');
  if (findings.length === 0) into.replaceChildren(element('p', { class: 'left' }, 'Nothing was found. Paste a transcription, open a file, or take the example.'));
}

export function drawOutline(into: HTMLElement, entries: readonly Entry[], goTo: (entry: Entry) => void): void {
  const list = (of: readonly Entry[]): HTMLUListElement =>
    element(
      'ul',
      {},
      ...of.map((entry) =>
        element(
          'li',
          { class: `entry k-${entry.kind}` },
          button(entry.name || entry.kind, { title: entry.detail }, () => goTo(entry)),
          entry.children.length > 0 && list(entry.children),
        ),
      ),
    );
  into.replaceChildren(entries.length > 0 ? list(entries) : element('p', { class: 'left' }, 'No headings, items or pages yet.'));
}
