import { createTheme } from '@mantine/core';

/** Sundial's look: one calm colour, dark enough for white text on it, and text of AA contrast in both themes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
