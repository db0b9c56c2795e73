// Puts names beside their dots so that none covers another: the most mentioned first, each where there is room.

/** A dot that wants its name shown, in pixels. */
export interface Dot {
  x: number;
  y: number;
  /** How far its edge is from its middle. */
  radius: number;
  /** How wide and high its name is. */
  width: number;
  height: number;
  weight: number;
}

/** Where a name stands: the left end of its line and its middle, or nowhere. */
export type Spot = { x: number; y: number; anchor: 'start' | 'end' | 'middle' } | null;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A spot for each dot, in the order of the dots. */
export function placeLabels(dots: readonly Dot[]): Spot[] {
  const taken = new Grid();
  for (const { x, y, radius } of dots) taken.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  const spots: Spot[] = dots.map(() => null);
  const order = dots.map((_, index) => index).sort((a, b) => (dots[b]?.weight ?? 0) - (dots[a]?.weight ?? 0));
  for (const index of order) {
    const dot = dots[index];
    if (!dot) continue;
    for (const { spot, box } of choices(dot)) {
      if (taken.isFree(box)) {
        taken.add(box);
        spots[index] = spot;
        break;
      }
    }
  }
  return spots;
}

function choices({ x, y, radius, width, height }: Dot): { spot: NonNullable<Spot>; box: Box }[] {
  const off = radius + 3;
  const half = height / 2;
  const beside = (dy: number) => [
    { spot: { x: x + off, y: y + dy, anchor: 'start' as const }, box: { left: x + off, right: x + off + width, top: y + dy - half, bottom: y + dy + half } },
    { spot: { x: x - off, y: y + dy, anchor: 'end' as const }, box: { left: x - off - width, right: x - off, top: y + dy - half, bottom: y + dy + half } },
  ];
  const over = (dy: number) => ({
    spot: { x, y: y + dy, anchor: 'middle' as const },
    box: { left: x - width / 2, right: x + width / 2, top: y + dy - half, bottom: y + dy + half },
  });
  return [...beside(0), over(-off - half), over(off + half), ...beside(-half), ...beside(half)];
}

/** Boxes by the squares they touch, so that a thousand names are placed at once. */
class Grid {
  private static readonly SIDE = 48;
  private readonly squares = new Map<string, Box[]>();

  add(box: Box): void {
    for (const square of this.touched(box)) {
      const there = this.squares.get(square);
      if (there) there.push(box);
      else this.squares.set(square, [box]);
    }
  }

  isFree(box: Box): boolean {
    return this.touched(box).every((square) =>
      (this.squares.get(square) ?? []).every(
        (other) => other.right <= box.left || box.right <= other.left || other.bottom <= box.top || box.bottom <= other.top,
      ),
    );
  }

  private touched({ left, right, top, bottom }: Box): string[] {
    const found: string[] = [];
    for (let x = Math.floor(left / Grid.SIDE); x <= Math.floor(right / Grid.SIDE); x += 1)
      for (let y = Math.floor(top / Grid.SIDE); y <= Math.floor(bottom / Grid.SIDE); y += 1) found.push(`${x} ${y}`);
    return found;
  }
}
