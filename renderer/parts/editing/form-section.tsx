import { Paper, Stack, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A part of a long form, under a heading of its own. */
export function FormSection({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Paper component="section" aria-label={title}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
