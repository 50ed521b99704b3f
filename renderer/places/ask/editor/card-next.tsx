import { Button, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The way to the people who can be asked: first everything is saved, and what Meta would refuse is pointed out. */
export function CardNext({
  card,
  problems,
  canGoOn,
  onMissing,
  save,
}: {
  /** Its id, e.g. `o3`. */
  readonly card: string;
  /** How many things Meta would refuse. */
  readonly problems: number;
  readonly canGoOn: boolean;
  readonly onMissing: () => void;
  /** Saves; whether all is saved then. */
  readonly save: () => Promise<boolean>;
}): ReactElement {
  const { t } = useTranslation('ask-card');
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
    if (isSaved) await navigate({ to: '/ask/who', search: { card } });
  };
  return (
    <Group justify="flex-end" gap="md">
      {problems === 0 ? null : (
        <Text size="sm" c="dimmed">
          {t('next.problems', { count: problems })}
        </Text>
      )}
      <Button
        size="md"
        rightSection={<IconArrowRight size={18} aria-hidden />}
        disabled={!canGoOn || isGoing}
        onClick={() => void go()}
      >
        {t('next.who')}
      </Button>
    </Group>
  );
}
