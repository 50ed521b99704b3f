/** A rectangle in points of the desktop, as Electron gives them. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest window the screens are made for (issue 3, Screens). */
export const LEAST_SIZE = { width: 900, height: 640 } as const;
/** What a first start opens with, where the display has room. */
const FIRST_SIZE = { width: 1_280, height: 840 } as const;
/** So much of a window must lie on a display for a hand to reach it. */
const REACHABLE = 100;

/**
 * Where a window opens: where it was, as far as it still lies on a display that is there; else in the middle of the first display
 * (issue 3, Desktop shell). A display without room for the smallest window gets one of its own size.
 *
 * @param remembered - `null` at the first start.
 * @param displays - work areas, the main one first; never empty.
 */
export function windowBounds(remembered: Bounds | null, displays: readonly Bounds[]): Bounds {
  const main = displays[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  if (remembered === null || !isWhole(remembered)) return centred(FIRST_SIZE, main);
  const home = displays.find((display) => overlap(remembered, display)) ?? null;
  if (home === null) return centred(remembered, main);
  const size = fitted(remembered, home);
  return {
    x: clamp(remembered.x, home.x, home.x + home.width - size.width),
    y: clamp(remembered.y, home.y, home.y + home.height - size.height),
    ...size,
  };
}

function isWhole(bounds: Bounds): boolean {
  return Object.values(bounds).every((value) => Number.isSafeInteger(value)) && bounds.width > 0 && bounds.height > 0;
}

function overlap(a: Bounds, b: Bounds): boolean {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide >= REACHABLE && high >= REACHABLE;
}

type Size = Pick<Bounds, 'width' | 'height'>;

function fitted({ width, height }: Size, display: Bounds): Size {
  return {
    width: Math.min(Math.max(width, LEAST_SIZE.width), display.width),
    height: Math.min(Math.max(height, LEAST_SIZE.height), display.height),
  };
}

function centred(wished: Size, display: Bounds): Bounds {
  const size = fitted(wished, display);
  return {
    x: display.x + Math.round((display.width - size.width) / 2),
    y: display.y + Math.round((display.height - size.height) / 2),
    ...size,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
