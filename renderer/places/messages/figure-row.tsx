import { SimpleGrid } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** Figures beside each other, as many as fit, all of the same width. */
export function FigureRow({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  const gridTemplateColumns = 'repeat(auto-fit, minmax(150px, 1fr))';
  return (
    <SimpleGrid component="ul" aria-label={label} m={0} p={0} spacing="sm" style={{ gridTemplateColumns }}>
      {children}
    </SimpleGrid>
  );
}
