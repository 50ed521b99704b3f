import { Button, Collapse, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import { useEditor } from './editor-context.ts';

/** Something few people need, one click deeper; it opens by itself when something in it is to be pointed out. */
export function Folded({
  label,
  path,
  children,
}: {
  readonly label: string;
  /** Where the field in it stands in the message object. */
  readonly path: string;
  readonly children: ReactNode;
}): ReactElement {
  const { problems, showsMissing } = useEditor();
  const [isOpen, { open, toggle }] = useDisclosure(false);
  // What was opened stays open while it is mended.
  if (!isOpen && showsMissing && problems.some((problem) => problem.path === path)) open();
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={toggle}>
          {label}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap="sm">{children}</Stack>
      </Collapse>
    </Stack>
  );
}
