import { Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** One thing to know: its name, small, above what it is. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <Stack gap={0} miw={0}>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Stack>
  );
}
