import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** How long a change can be taken back from its notice, in ms: time to read it and to change one's mind (Sundial's choice). */
const UNDO_MS = 12_000;

/** Says what was changed, with a way to take it back. The latest one also answers to Ctrl/Cmd-Z. */
export function showUndo(change: {
  /** What was done, e.g. "Time zone set for 12 people". */
  readonly text: string;
  /** The word on the button. */
  readonly undoWord: string;
  readonly undo: () => void;
}): void {
  const id = crypto.randomUUID();
  const takeBack = (): void => {
    if (latest?.id === id) latest = null;
    notifications.hide(id);
    change.undo();
  };
  latest = { id, takeBack };
  notifications.show({
    id,
    autoClose: UNDO_MS,
    onClose: () => {
      if (latest?.id === id) latest = null;
    },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{change.text}</Text>
        <Button size="compact-sm" variant="subtle" onClick={takeBack}>
          {change.undoWord}
        </Button>
      </Group>
    ),
  });
}

let latest: { readonly id: string; readonly takeBack: () => void } | null = null;

/** Takes back the latest change that still can be; whether there was one. */
export function undoLatest(): boolean {
  const change = latest;
  change?.takeBack();
  return change !== null;
}
