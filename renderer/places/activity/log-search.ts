import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

/** Lines of one reading. */
export const LOG_PAGE = 100;

/** Quiet after the last key before a log is searched, in ms (Sundial's choice). */
const SEARCH_AFTER_MS = 200;

/** The words a log is searched for: as they stand in the field, and as they are asked for. */
export function useLogSearch(): {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly search: string;
} {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, SEARCH_AFTER_MS);
  return { text, setText, search };
}
