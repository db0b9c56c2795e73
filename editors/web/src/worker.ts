// The engine, in a thread of its own, so that the page never waits for it.

interface Engine {
  memory: WebAssembly.Memory;
  sigla_alloc(length: number): number;
  sigla_ask(question: number, length: number): number;
  sigla_answer(): number;
}

const engine = load();

async function load(): Promise<Engine> {
  const packed = await fetch(new URL('sigla.wasm.gz', self.location.href));
  if (!packed.ok || !packed.body) throw new Error(`sigla.wasm.gz is not beside this page (${packed.status})`);
  // Some servers unpack on the way what ends in .gz.
  const [whole, start] = packed.body.tee();
  const isPacked = await beginsLikeGzip(start);
  const body = isPacked ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
  const program = new Response(body, { headers: { 'Content-Type': 'application/wasm' } });
  const { instance } = await WebAssembly.instantiateStreaming(program);
  return instance.exports as unknown as Engine;
}

async function beginsLikeGzip(stream: ReadableStream<Uint8Array>): Promise<boolean> {
  const reader = stream.getReader();
  const { value } = await reader.read();
  void reader.cancel();
  return value?.[0] === 0x1f && value[1] === 0x8b;
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
