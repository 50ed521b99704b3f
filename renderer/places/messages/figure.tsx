import { Paper, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** One figure with what it counts, and a note under it. */
export function Figure({
  label,
  value,
  note,
  isLong = false,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** The value is a sentence rather than a number. */
  readonly isLong?: boolean;
}): ReactElement {
  return (
    <Paper component="li" miw={0}>
      <Stack gap={2}>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <Text size={isLong ? 'sm' : 'xl'} fw={isLong ? 600 : 650} component="div">
          {value}
        </Text>
        {note === undefined ? null : (
          <Text size="xs" c="dimmed" component="div">
            {note}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
