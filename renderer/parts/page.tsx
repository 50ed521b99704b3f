import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import { useArrival } from './use-arrival.ts';

/** The frame of every screen: its title as the page's one main heading, what it is for, and its actions. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The next steps; the most likely one last, filled. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const heading = useArrival();
  useDocumentTitle(`${title} · Sundial`);
  return (
    <Stack gap="lg" maw={1200} mx="auto">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} flex="1 1 320px" miw={0}>
          <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none', overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {lead === undefined ? null : (
            <Text c="dimmed" component="div">
              {lead}
            </Text>
          )}
        </Stack>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
