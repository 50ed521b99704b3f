import { Button, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '#renderer/parts/step-bar.module.css';

/** The way to the plan: first everything is saved, and what Meta would refuse is pointed out. */
export function NextStep({
  campaign,
  problems,
  canGoOn,
  onMissing,
  save,
}: {
  readonly campaign: string;
  /** How many things Meta would refuse. */
  readonly problems: number;
  readonly canGoOn: boolean;
  readonly onMissing: () => void;
  /** Saves; whether all is saved then. */
  readonly save: () => Promise<boolean>;
}): ReactElement {
  const { t } = useTranslation('messages');
  const navigate = useNavigate();
  const [isGoing, setGoing] = useState(false);
  const go = async (): Promise<void> => {
    if (problems > 0) {
      onMissing();
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-path][aria-invalid="true"]')?.focus());
      return;
    }
    setGoing(true);
    const isSaved = await save();
    setGoing(false);
    if (isSaved) await navigate({ to: '/messages/$campaign/plan', params: { campaign } });
  };
  return (
    <Group justify="flex-end" gap="md" className={classes['bar'] ?? ''}>
      {problems === 0 ? null : (
        <Text size="sm" c="dimmed">
          {t('editor.problems', { count: problems })}
        </Text>
      )}
      <Button
        size="md"
        rightSection={<IconArrowRight size={18} aria-hidden />}
        disabled={!canGoOn || isGoing}
        onClick={() => void go()}
      >
        {t('editor.seePlan')}
      </Button>
    </Group>
  );
}
