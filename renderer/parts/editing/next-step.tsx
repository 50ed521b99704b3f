import { Button, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import classes from '#renderer/parts/step-bar.module.css';
import { focusFirstProblem } from './focus-first-problem.ts';

/** The way on from something that is written: first what is missing is pointed out, then everything is saved. Stays in sight. */
export function NextStep({
  label,
  missing,
  canGoOn,
  onMissing,
  save,
  go,
}: {
  readonly label: string;
  /** What is still to do, in words; `null` = nothing. */
  readonly missing: string | null;
  readonly canGoOn: boolean;
  /** What is missing is to be shown where it is. */
  readonly onMissing: () => void;
  /** Saves; whether all is saved then. */
  readonly save: () => Promise<boolean>;
  readonly go: () => Promise<void>;
}): ReactElement {
  const [isGoing, setGoing] = useState(false);
  const goOn = async (): Promise<void> => {
    if (missing !== null) {
      onMissing();
      focusFirstProblem();
      return;
    }
    setGoing(true);
    const isSaved = await save();
    setGoing(false);
    if (isSaved) await go();
  };
  return (
    <Group justify="flex-end" gap="md" className={classes['bar'] ?? ''}>
      {missing === null ? null : (
        <Text size="sm" c="dimmed">
          {missing}
        </Text>
      )}
      <Button
        size="md"
        rightSection={<IconArrowRight size={18} aria-hidden />}
        disabled={!canGoOn || isGoing}
        onClick={() => void goOn()}
      >
        {label}
      </Button>
    </Group>
  );
}
