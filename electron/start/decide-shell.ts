import { assertNever } from '#shared/lang/assert-never.ts';

/** What is known about Electron's binary: it stands there, it was never fetched, or it could not be fetched in time. */
export type ElectronBinary = 'here' | 'notFetched' | 'notToBeHad';

/** What decides how Sundial is shown. */
export interface ShellFacts {
  /** Whether a window can open for whoever started this. */
  readonly hasDisplay: boolean;
  readonly binary: ElectronBinary;
  /** How the desktop app ended right after its start, in words; `null` = it was not tried, or lives. */
  readonly brokeBecause: string | null;
}

/** How Sundial is shown: in a window of its own, after fetching what that needs, or in the browser, with the reason. */
export type Shell =
  | { readonly kind: 'desktop' }
  | { readonly kind: 'fetch' }
  | { readonly kind: 'web'; readonly why: string };

/** A window where that is possible, else the browser (issue 3, `npm start`). Nothing is fetched that could not be shown. */
export function decideShell({ hasDisplay, binary, brokeBecause }: ShellFacts): Shell {
  if (!hasDisplay) return web('This computer has no display');
  if (brokeBecause !== null) return web(`The desktop app did not start (${brokeBecause})`);
  switch (binary) {
    case 'here':
      return { kind: 'desktop' };
    case 'notFetched':
      return { kind: 'fetch' };
    case 'notToBeHad':
      return web("Electron's program could not be fetched within 15 seconds");
    default:
      return assertNever(binary, 'state of the Electron binary');
  }
}

function web(why: string): Shell {
  return { kind: 'web', why: `${why}, so Sundial opens in the browser.` };
}
