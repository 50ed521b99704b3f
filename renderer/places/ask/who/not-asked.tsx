import { Alert, List, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedCards } from '#shared/contract/ask-answers.ts';

/** Who was left out and why, by reason. */
export function NotAsked({
  left,
  close,
}: {
  readonly left: PlannedCards['not'];
  readonly close: () => void;
}): ReactElement | null {
  const { t } = useTranslation(['ask-people', 'reasons', 'common']);
  if (left.length === 0) return null;
  const counts = new Map<PlannedCards['not'][number]['reason'], number>();
  for (const { reason } of left) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return (
    <Alert
      variant="light"
      color="gray"
      title={t('ask-people:left.title', { count: left.length })}
      withCloseButton
      closeButtonLabel={t('common:close')}
      onClose={close}
    >
      <Stack gap={4}>
        <List size="sm">
          {[...counts].map(([reason, count]) => (
            <List.Item key={reason}>
              {t('ask-people:left.reason', { count, why: t(`reasons:${reason}.short`) })}
            </List.Item>
          ))}
        </List>
        <Text size="sm">{t('ask-people:left.text')}</Text>
      </Stack>
    </Alert>
  );
}
