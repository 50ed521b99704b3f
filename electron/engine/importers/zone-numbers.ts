/** Most different zone texts kept; a column with more holds no zones (there are 598 names). Sundial's choice. */
const MAX_ZONES = 20_000;

/** Number of a zone text beyond {@link MAX_ZONES}: unknown, and not kept. */
export const NO_ZONE = 0;

/** Gives each different zone text a number, so that what it is is decided once and not for every row. */
export interface ZoneNumbers {
  /** The number of a text; `null` for none given. */
  readonly of: (text: string | null) => number | null;
  /** The texts; the first has number 1. */
  readonly texts: () => readonly string[];
}

/** An empty numbering. */
export function createZoneNumbers(): ZoneNumbers {
  const zones = new Map<string, number>();
  return {
    of: (text) => {
      if (text === null) return null;
      const known = zones.get(text);
      if (known !== undefined) return known;
      if (zones.size >= MAX_ZONES) return NO_ZONE;
      // A copy: a slice would keep the chunk it was cut from in memory.
      zones.set(Buffer.from(text).toString(), zones.size + 1);
      return zones.size;
    },
    texts: () => [...zones.keys()],
  };
}
