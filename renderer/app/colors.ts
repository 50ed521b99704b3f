import { DEFAULT_THEME, darken, lighten, luminance, type MantineColorsTuple } from '@mantine/core';

/** Least contrast of text, with a little to spare (WCAG 2.2, 1.4.3 asks for 4.5). */
const READABLE = 4.65;
/** How much darker or lighter a colour gets at a time while a readable one is looked for. */
const STEP = 0.03;

/** Sundial's own colour: the bronze of a gnomon in the sun. */
const SUN: MantineColorsTuple = [
  '#fff8eb',
  '#fdeecf',
  '#fadca0',
  '#f5c56a',
  '#eeac3e',
  '#df9020',
  '#c47613',
  '#a05a0e',
  '#86490f',
  '#6b3a10',
];

/** Warm greys instead of blue ones: paper and stone. Shade 6 is dimmed text, readable on shades 0 to 2. */
const STONE: MantineColorsTuple = [
  '#faf8f5',
  '#f3f0ea',
  '#e8e3da',
  '#d9d2c6',
  '#c4bbac',
  '#9f9585',
  '#6b6255',
  '#575047',
  '#3b3630',
  '#25211c',
];

/** The same at night. Shade 2 is dimmed text, readable on shades 5 to 9. */
const NIGHT: MantineColorsTuple = [
  '#e6e1d9',
  '#cbc4b9',
  '#b3ab9e',
  '#8b8376',
  '#4d4841',
  '#3b3731',
  '#2c2924',
  '#211e1a',
  '#191714',
  '#11100d',
];

/** All colours of the theme, each with shades on which and in which text can be read. */
export const COLORS: Readonly<Record<string, MantineColorsTuple>> = {
  ...Object.fromEntries(
    Object.entries(DEFAULT_THEME.colors)
      .filter(([name]) => name !== 'gray' && name !== 'dark')
      .map(([name, shades]) => [name, readable(shades)]),
  ),
  sun: readable(SUN),
  gray: STONE,
  dark: NIGHT,
};

/**
 * Shade 7 carries white text, 8 is its hover, 9 is text on shades 1 and 2; shade 4 is text on a dark surface. Mantine's own shades
 * do not reach AA there (STACK 4).
 */
function readable([s0, s1, s2, s3, s4, s5, s6, s7, , s9]: MantineColorsTuple): MantineColorsTuple {
  const filled = until(s7, (color) => contrast(color, '#ffffff') >= READABLE, darken);
  const text = until(s9, (color) => contrast(color, s2) >= READABLE, darken);
  const atNight = until(s4, (color) => contrast(color, NIGHT[6]) >= READABLE, lighten);
  return [s0, s1, s2, s3, atNight, s5, s6, filled, darken(filled, 0.14), text];
}

function until(
  color: string,
  isEnough: (color: string) => boolean,
  change: (color: string, by: number) => string,
): string {
  let by = 0;
  while (!isEnough(change(color, by)) && by < 1) by += STEP;
  return change(color, by);
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
