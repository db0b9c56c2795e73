// The engine, in a thread of its own, so that the page never waits for it.

interface Engine {
  memory: WebAssembly.Memory;
  sigla_alloc(length: number): number;
  sigla_places(compiled: number, length: number): number;
  sigla_ask(question: number, length: number): number;
  sigla_answer(): number;
}

const engine = load();

async function load(): Promise<Engine> {
  const [program, places] = await Promise.all([unpacked('sigla.wasm.gz', 'application/wasm'), unpacked('places.gaz.gz', 'application/octet-stream')]);
  const { instance } = await WebAssembly.instantiateStreaming(program);
  const started = instance.exports as unknown as Engine;
  const gazetteer = new Uint8Array(await places.arrayBuffer());
  const at = started.sigla_alloc(gazetteer.length);
  new Uint8Array(started.memory.buffer, at, gazetteer.length).set(gazetteer);
  if (started.sigla_places(at, gazetteer.length) !== 1) throw new Error('places.gaz.gz is not whole beside this page');
  return started;
}

/** A file beside the page. It lies there packed, and some servers unpack on the way what ends in .gz. */
async function unpacked(name: string, type: string): Promise<Response> {
  const file = await fetch(new URL(name, self.location.href));
  if (!file.ok) throw new Error(`${name} is not beside this page (${file.status})`);
  const bytes = await file.blob();
  const start = new Uint8Array(await bytes.slice(0, 2).arrayBuffer());
  const isPacked = start[0] === 0x1f && start[1] === 0x8b;
  const body = isPacked ? bytes.stream().pipeThrough(new DecompressionStream('gzip')) : bytes.stream();
  return new Response(body, { headers: { 'Content-Type': type } });
}

async function ask(question: string): Promise<unknown> {
  const { memory, sigla_alloc, sigla_ask, sigla_answer } = await engine;
  const asked = new TextEncoder().encode(question);
  const at = sigla_alloc(asked.length);
  new Uint8Array(memory.buffer, at, asked.length).set(asked);
  const length = sigla_ask(at, asked.length);
  // Asking may have made the memory larger, which gives it another buffer.
  return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, sigla_answer(), length)));
}

/** Questions are answered in their order. */
let last: Promise<unknown> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; question: string }>) => {
  last = last.then(async () => {
    try {
      self.postMessage({ id: data.id, answer: await ask(data.question) });
    } catch (error) {
      self.postMessage({ id: data.id, failed: error instanceof Error ? error.message : String(error) });
    }
  });
});
