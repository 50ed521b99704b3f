import { ActionIcon, Group, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';

/** How the head of one thing in a row is worded. */
export interface RowHeadWords {
  readonly title: string;
  readonly up: string;
  readonly down: string;
  readonly remove: string;
}

/** The head of one thing in a row of several: its name, and moving it or taking it out where it is not the only one. */
export function RowHead({
  words,
  index,
  count,
  onMove,
  onRemove,
}: {
  readonly words: RowHeadWords;
  /** Its place, from 0, among `count`. */
  readonly index: number;
  readonly count: number;
  /** Moves it by one place, -1 or 1. */
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}): ReactElement {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Title order={3} size="h5">
        {words.title}
      </Title>
      {count === 1 ? null : (
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="subtle" aria-label={words.up} disabled={index === 0} onClick={() => onMove(-1)}>
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" aria-label={words.down} disabled={index === count - 1} onClick={() => onMove(1)}>
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" color="red" aria-label={words.remove} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </Group>
  );
}
