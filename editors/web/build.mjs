// Bundles the page into `dist/`, with the engine that `build-engine` has put into the folder given as the first argument.

import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const here = new URL('.', import.meta.url).pathname;
const dist = `${here}dist/`;
const engine = process.argv[2] ?? `${here}engine/built`;
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

/** The coarse outlines are enough for a page, and a quarter as large. */
const coarse = {
  name: 'coarse',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^world-atlas\/countries-50m\.json$/ }, ({ resolveDir, kind }) =>
      resolve('world-atlas/countries-110m.json', { resolveDir, kind }),
    );
  },
};

await build({
  absWorkingDir: here,
  entryPoints: ['src/main.ts', 'src/worker.ts'],
  outdir: dist,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'linked',
  logLevel: 'warning',
  loader: { '.txt': 'text' },
  plugins: [coarse],
});
copyFileSync(`${here}index.html`, `${dist}index.html`);
// Packed here, since a plain file server packs nothing.
for (const [from, to] of [
  ['engine.wasm', 'sigla.wasm.gz'],
  ['places.gaz', 'places.gaz.gz'],
])
  writeFileSync(dist + to, gzipSync(readFileSync(`${engine}/${from}`), { level: 9 }));
