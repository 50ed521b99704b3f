/** What the script that scrolls through People is asked for. */
export interface ScrollingInput {
  readonly folder: string;
}

/** What scrolling through People in a browser was like. */
export interface Scrolling {
  /** From the request to the first rows on the screen, in ms. */
  readonly firstRowsMs: number;
  /** Longest task of the page while it was scrolled, in ms; tasks below 50 are not told by the browser and count as 0. */
  readonly longestTaskMs: number;
  /** From one screen to the next while it was scrolled, in ms; median. */
  readonly frameMs: number;
  /** Names seen on the way. */
  readonly rows: number;
}
