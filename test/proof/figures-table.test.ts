import { expect, test } from 'vitest';
import { replaceRow } from './figures-table.ts';

const page =
  'Before\n<!-- figures -->\n\n| Proof | Date |\n| --- | --- |\n| `kills` | old |\n\n<!-- /figures -->\nAfter\n';

test('a new run replaces its own row of the figures and leaves the others', () => {
  const again = replaceRow(page, 'kills', '| `kills` | new |');
  expect(again).toBe(page.replace('old', 'new'));
  expect(replaceRow(again, 'cuts', '| `cuts` | new |')).toContain(
    '| `kills` | new |\n| `cuts` | new |\n\n<!-- /figures -->\nAfter',
  );
});
