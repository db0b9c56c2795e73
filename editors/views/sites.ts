// Names that stand for one spot are one dot on a map: Ghulja, Yining and Kuldja.

import type { Place } from './contract.ts';

/** A spot with all the names that documents have for it. */
export interface Site extends Place {
  /** The other names, the most mentioned first. */
  others: string[];
}

/** The spots of places, in the order in which they are first named. */
export function sitesOf(places: readonly Place[]): Site[] {
  const bySpot = new Map<string, Place[]>();
  for (const place of places) {
    const spot = `${place.lat.toFixed(3)} ${place.lon.toFixed(3)}`;
    const there = bySpot.get(spot);
    if (there) there.push(place);
    else bySpot.set(spot, [place]);
  }
  return [...bySpot.values()].flatMap((there) => {
    const [chief, ...rest] = [...there].sort((a, b) => b.mentions.length - a.mentions.length || Number(b.certain) - Number(a.certain));
    if (!chief) return [];
    const mentions = there.flatMap((place) => place.mentions);
    mentions.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character));
    const others = [...new Set(rest.map(({ name }) => name))].filter((name) => name !== chief.name);
    return [{ ...chief, certain: there.some(({ certain }) => certain), origin: there.some(({ origin }) => origin === 'register') ? 'register' : 'gazetteer', mentions, others }];
  });
}
