// Reads what IIIF, the way in which libraries and archives show images, says in a manifest: one image for each canvas.

/** An image of a manifest, in its order. */
export interface CanvasImage {
  label: string | null;
  address: string;
}

/** The longest side asked of an image server, in pixels: sharp at some zoom, and not the whole scan. */
const SIDE = 3000;

type Json = { [key: string]: unknown };

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
const firstJson = (value: unknown): Json | null => list(value).find(isJson) ?? null;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The images of a manifest of version 2 or 3; none if it is something else. */
export function imagesOf(manifest: unknown): CanvasImage[] {
  if (!isJson(manifest)) return [];
  const third = list(manifest['items']).filter(isJson);
  const second = list(firstJson(manifest['sequences'])?.['canvases']).filter(isJson);
  return third.length > 0 ? third.flatMap(canvasOfThird) : second.flatMap(canvasOfSecond);
}

function canvasOfThird(canvas: Json): CanvasImage[] {
  const annotation = firstJson(firstJson(canvas['items'])?.['items']);
  let body = firstJson(annotation?.['body']);
  if (body?.['type'] === 'Choice') body = firstJson(body['items']);
  return image(canvas, body);
}

function canvasOfSecond(canvas: Json): CanvasImage[] {
  let resource = firstJson(firstJson(canvas['images'])?.['resource']);
  if (resource?.['@type'] === 'oa:Choice') resource = firstJson(resource['default']);
  return image(canvas, resource);
}

function image(canvas: Json, body: Json | null): CanvasImage[] {
  if (!body) return [];
  const service = firstJson(body['service']);
  const base = text(service?.['id']) ?? text(service?.['@id']);
  const sized = base !== null && !isLevelZero(service) ? `${base.replace(/\/$/, '')}/full/!${SIDE},${SIDE}/0/default.jpg` : null;
  const address = sized ?? text(body['id']) ?? text(body['@id']);
  return address !== null && isHttps(address) ? [{ label: label(canvas['label']), address }] : [];
}

/** Such a server has only the sizes that it lists. */
function isLevelZero(service: Json | null): boolean {
  return list(service?.['profile']).some((profile) => typeof profile === 'string' && /level0(\.json)?$/.test(profile));
}

function label(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return label(value[0]);
  if (!isJson(value)) return null;
  return text(value['@value']) ?? label(list(Object.values(value)[0])[0]);
}

/** Whether an address is one from which an image may be loaded at all. */
export function isHttps(address: string): boolean {
  try {
    return new URL(address).protocol === 'https:';
  } catch {
    return false;
  }
}

/** The address of a picture for an address of the header: that itself, or the picture that an IIIF image service has there. */
export function pictureAddress(address: string): string {
  const bare = address.replace(/\/info\.json$/, '');
  return bare === address ? address : `${bare}/full/!${SIDE},${SIDE}/0/default.jpg`;
}
