import {
  Alert,
  Badge,
  type CSSVariablesResolver,
  createTheme,
  DrawerContent,
  DrawerTitle,
  ModalContent,
  ModalTitle,
  Paper,
  Table,
  Tooltip,
} from '@mantine/core';
import { COLORS } from './colors.ts';

/** Sundial's look: warm paper by day, warm stone by night, one bronze for what can be done; all text of AA contrast. */
export const theme = createTheme({
  colors: COLORS,
  primaryColor: 'sun',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  // Above this black text reads better than white, below it white: with it every filled colour has at least 4.5.
  luminanceThreshold: 0.179,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans JP", "Hiragino Sans", sans-serif',
  headings: { fontWeight: '650', textWrap: 'balance' },
  components: {
    Alert: Alert.extend({ defaultProps: { variant: 'light' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 600 } }),
    DrawerTitle: DrawerTitle.extend({ defaultProps: { fw: 650, fz: 'lg' } }),
    ModalTitle: ModalTitle.extend({ defaultProps: { fw: 650, fz: 'lg' } }),
    // Dialogs are made of paper too, and space themselves.
    DrawerContent: DrawerContent.extend({ defaultProps: { p: 0 } }),
    ModalContent: ModalContent.extend({ defaultProps: { p: 0 } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, p: 'md' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'xs', highlightOnHover: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } } }),
  },
});

/** Colours that Mantine takes from shades of too little contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-success': 'var(--mantine-color-teal-9)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--sundial-ground': 'var(--mantine-color-gray-0)',
  },
  dark: {
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-success': 'var(--mantine-color-teal-4)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--sundial-ground': 'var(--mantine-color-dark-8)',
  },
});
