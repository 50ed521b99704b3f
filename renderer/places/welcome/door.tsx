import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';

/** One way in: a picture, what it is for, and the step itself. */
export function Door({
  icon,
  title,
  text,
  children,
}: {
  readonly icon: ReactElement;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Paper p="lg" radius="lg">
      <Stack gap="md" h="100%" align="flex-start">
        <Text c="sun" component="div" lh={1}>
          {icon}
        </Text>
        <Stack gap={6} flex={1}>
          <Title order={2} size="h3">
            {title}
          </Title>
          <Text c="dimmed">{text}</Text>
        </Stack>
        {children}
      </Stack>
    </Paper>
  );
}

/** A way in that is a place of its own. */
export function DoorLink({
  to,
  word,
}: {
  readonly to: '/import' | '/settings/connect';
  readonly word: string;
}): ReactElement {
  return (
    <Button variant="default" size="md" fullWidth renderRoot={(props) => <Link to={to} {...props} />}>
      {word}
    </Button>
  );
}
