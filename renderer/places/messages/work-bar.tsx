import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkProgress } from '#shared/contract/base.ts';

/** How far a piece of work is, with a way to stop it. */
export function WorkBar({
  text,
  progress,
  cancel,
}: {
  readonly text: string;
  readonly progress: WorkProgress | null;
  readonly cancel: () => void;
}): ReactElement {
  const { t } = useTranslation('common');
  const total = progress?.total ?? null;
  const share = total === null || total === 0 ? 100 : Math.min(100, ((progress?.done ?? 0) / total) * 100);
  return (
    <Stack gap="xs" maw={520}>
      <Text role="status">{text}</Text>
      <Progress value={share} animated={total === null} aria-label={text} />
      <Group>
        <Button variant="default" size="xs" onClick={cancel}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
