// Names on a map never cover each other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeLabels, type Dot } from '../labels.ts';

const dot = (x: number, y: number, weight = 1): Dot => ({ x, y, radius: 5, width: 50, height: 14, weight });

function boxOf(it: Dot, spot: { x: number; y: number; anchor: string }): [number, number, number, number] {
  const left = spot.anchor === 'start' ? spot.x : spot.anchor === 'end' ? spot.x - it.width : spot.x - it.width / 2;
  return [left, spot.y - it.height / 2, left + it.width, spot.y + it.height / 2];
}

test('of many dots in a small frame, those whose names are shown have room', () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const dots = Array.from({ length: 400 }, () => dot(random() * 600, random() * 400, random()));
  const spots = placeLabels(dots);
  const boxes = dots.flatMap((it, index) => {
    const spot = spots[index];
    return spot ? [boxOf(it, spot)] : [];
  });
  assert.ok(boxes.length > 20, `only ${boxes.length} names found room`);
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) assert.ok(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], `${a} covers ${b}`);
  });
});

test('of two at one place, the more mentioned is named', () => {
  const spots = placeLabels([{ ...dot(100, 100, 1), width: 500 }, { ...dot(100, 104, 9), width: 500 }]);
  assert.ok(spots[1]);
});
