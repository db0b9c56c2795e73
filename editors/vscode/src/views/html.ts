// The page that a view lives in: it loads its own script, style and type from the extension, and nothing else at all.

import { randomBytes } from 'node:crypto';

export interface PageOfView {
  title: string;
  language: string;
  /** Addresses as the view can load them. */
  script: string;
  style: string;
  /** Whence the extension's own files come. */
  source: string;
  /** Whence images may come: the extension's files or hosts that the user has allowed. */
  images: readonly string[];
  words: Record<string, string>;
}

export function html(page: PageOfView): string {
  const nonce = randomBytes(16).toString('hex');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${page.source}`,
    `font-src ${page.source}`,
    ...(page.images.length > 0 ? [`img-src ${page.images.join(' ')}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escape(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="words" content="${escape(JSON.stringify(page.words))}">
<title>${escape(page.title)}</title>
<link rel="stylesheet" href="${escape(page.style)}">
</head>
<body>
<div id="view"></div>
<script nonce="${nonce}" src="${escape(page.script)}"></script>
</body>
</html>
`;
}

export function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
