import { Stack, Title } from '@mantine/core';
import { type ReactElement, type ReactNode, useId } from 'react';

/** One question of the review with its answer. */
export function ReviewSection({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <Stack gap="xs" component="section" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}
