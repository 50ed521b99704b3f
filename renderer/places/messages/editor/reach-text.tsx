import { Group, List, Loader, Paper, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reach } from '#shared/contract/messages.ts';

/** How many people can get it now, how many cannot, and why in short. */
export function ReachText({
  reach,
  isCounting,
}: {
  /** `null` while nobody has counted yet. */
  readonly reach: Reach | null;
  readonly isCounting: boolean;
}): ReactElement {
  const { t } = useTranslation(['messages', 'reasons']);
  const waiting = reach?.leftOut.find(({ reason }) => reason === 'coolDown')?.people ?? 0;
  const never = (reach?.leftOut ?? []).filter(({ reason }) => reason !== 'coolDown');
  return (
    <Paper aria-live="polite" aria-busy={isCounting} p="sm">
      {reach === null ? (
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Text size="sm">{t('messages:reach.counting')}</Text>
        </Group>
      ) : (
        <Stack gap={4}>
          <Text fw={600}>{t('messages:reach.now', { count: reach.reachable })}</Text>
          {waiting === 0 ? null : <Text size="sm">{t('messages:reach.waiting', { count: waiting })}</Text>}
          {never.length === 0 ? null : (
            <>
              <Text size="sm">{t('messages:reach.leftOut')}</Text>
              <List size="sm">
                {never.map(({ reason, people }) => (
                  <List.Item key={reason}>
                    {t('messages:reach.reason', { count: people, reason: t(`reasons:${reason}.short`) })}
                  </List.Item>
                ))}
              </List>
            </>
          )}
        </Stack>
      )}
    </Paper>
  );
}
