// Bundles the extension and what its views show into `dist/`.

import { build } from 'esbuild';
import { cpSync, rmSync } from 'node:fs';

const here = new URL('.', import.meta.url).pathname;
const views = `${here}../views/`;
rmSync(`${here}dist`, { recursive: true, force: true });

const common = { absWorkingDir: here, bundle: true, minify: true, legalComments: 'none', logLevel: 'warning' };

await Promise.all([
  build({
    ...common,
    entryPoints: ['src/extension.ts', 'src/client.ts'],
    outdir: 'dist',
    external: ['vscode'],
    // The client is a file of its own, which is read when the program is started.
    plugins: [{ name: 'apart', setup: ({ onResolve }) => onResolve({ filter: /^\.\/client\.ts$/ }, () => ({ path: './client.js', external: true })) }],
    format: 'cjs',
    platform: 'node',
    target: 'node18',
  }),
  build({
    ...common,
    entryPoints: ['src/webview/preview.ts', 'src/webview/map.ts', 'src/webview/facsimile.ts'],
    outdir: 'dist',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    loader: { '.woff2': 'file' },
    assetNames: 'type/[name]',
  }),
]);
cpSync(`${views}node_modules/@fontsource-variable/source-serif-4/LICENSE`, `${here}dist/type/LICENSE`);
