import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { ProgressRead } from '#shared/contract/progress.ts';

/** Why nothing leaves at the moment: the account, a rule that paused the message, or a draft that was never launched. */
export function AccountNotice({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation(['progress', 'states']);
  const { account, state, pausedBy } = progress;
  if (state === 'finished' || state === 'cancelled') return null;
  if (state === 'draft') {
    return (
      <Alert title={t('progress:draft.title')}>
        <Group>
          <Button
            renderRoot={(props) => (
              <Link to="/messages/$campaign/review" params={{ campaign: progress.id }} {...props} />
            )}
          >
            {t('progress:draft.go')}
          </Button>
        </Group>
      </Alert>
    );
  }
  const { stopReason, stoppedUntil } = account;
  return (
    <>
      {stopReason === null ? null : (
        <Alert color="red" role="alert" title={t(`states:stop.${stopReason}.short`)}>
          <Stack gap="xs">
            <Text size="sm">{t(`states:stop.${stopReason}.why`)}</Text>
            {stoppedUntil === null ? null : (
              <Text size="sm">
                {t('progress:stopped.until')} <MomentText moment={stoppedUntil} />
              </Text>
            )}
            <Group>
              <Button size="xs" variant="default" renderRoot={(props) => <Link to="/settings" {...props} />}>
                {t('progress:stopped.settings')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      {pausedBy === null ? null : (
        <Alert color="yellow" title={t('progress:pausedByRule')}>
          <Text size="sm">{t(`progress:pausedBy.${pausedBy}`)}</Text>
        </Alert>
      )}
    </>
  );
}
