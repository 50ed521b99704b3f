import type { ReactElement } from 'react';

/** A sundial seen from above: the dial, its hours and the shadow. Decoration; the name stands beside it. */
export function Logo({ size = 28 }: { readonly size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" fill="var(--mantine-color-sun-3)" />
      <circle cx="16" cy="16" r="14" stroke="var(--mantine-color-sun-7)" strokeWidth="2" />
      <path
        d="M16 4.5v3M16 24.5v3M4.5 16h3M24.5 16h3M7.9 7.9l2.1 2.1M22 22l2.1 2.1M7.9 24.1l2.1-2.1"
        stroke="var(--mantine-color-sun-9)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <path d="M16 16 25 8.2l-6.2 9.6z" fill="var(--mantine-color-sun-9)" />
      <circle cx="16" cy="16" r="2" fill="var(--mantine-color-sun-9)" />
    </svg>
  );
}
