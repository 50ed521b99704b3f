import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** One topic of a section: its heading, what it is about, and what can be set. */
export function SectionPart({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <Paper p="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2} size="h4">
            {title}
          </Title>
          {text === undefined ? null : (
            <Text size="sm" c="dimmed" maw={760}>
              {text}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Paper>
  );
}
