// Fetches a IIIF manifest: by https, from hosts that the user has allowed, and no more than a manifest can be long.

import { isHttps } from '../../../views/iiif.ts';

const LONGEST = 30_000_000;
const PATIENCE = 20_000;
const REDIRECTS = 4;

export type Fetch = (address: string, wishes: { redirect: 'manual'; signal: AbortSignal; headers: Record<string, string> }) => Promise<Response>;

export type Fetched =
  | { is: 'manifest'; manifest: unknown }
  /** It leads to a host that must be allowed first. */
  | { is: 'elsewhere'; host: string }
  | { is: 'failed'; why: 'offline' | 'not-there' | 'no-manifest' };

export async function fetchManifest(address: string, allows: (host: string) => boolean, get: Fetch): Promise<Fetched> {
  let at = address;
  for (let step = 0; step <= REDIRECTS; step += 1) {
    if (!isHttps(at)) return { is: 'failed', why: 'not-there' };
    const { host } = new URL(at);
    if (!allows(host)) return { is: 'elsewhere', host };
    let response: Response;
    try {
      const headers = { accept: 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json", application/json' };
      response = await get(at, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE), headers });
    } catch {
      return { is: 'failed', why: 'offline' };
    }
    const leads = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (leads !== null) {
      at = URL.canParse(leads, at) ? new URL(leads, at).toString() : '';
      continue;
    }
    if (!response.ok) return { is: 'failed', why: 'not-there' };
    return read(response);
  }
  return { is: 'failed', why: 'not-there' };
}

async function read(response: Response): Promise<Fetched> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      length += (part as Uint8Array).length;
      if (length > LONGEST) return { is: 'failed', why: 'no-manifest' };
      parts.push(part as Uint8Array);
    }
    return { is: 'manifest', manifest: JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown };
  } catch (error) {
    return { is: 'failed', why: error instanceof SyntaxError ? 'no-manifest' : 'offline' };
  }
}
