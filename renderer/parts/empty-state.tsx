import { Center, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** Nothing to show yet: why, and the one next step. */
export function EmptyState({
  title,
  text,
  action,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}): ReactElement {
  return (
    <Center mih={280}>
      <Stack align="center" gap="sm" maw={460}>
        <Text fw={600} size="lg" ta="center">
          {title}
        </Text>
        <Text c="dimmed" ta="center">
          {text}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
