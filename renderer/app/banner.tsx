import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, connection } from '#renderer/client/engine-client.ts';

/** How long the first connection may take before it is spoken of, in ms: a start is usually over sooner. */
const PATIENCE_MS = 2_500;

/** How long an engine that is started again by itself may take, in ms; after that somebody may have closed Sundial (Sundial's choice). */
const RESTART_MS = 10_000;

/** What concerns every screen: the engine is away, it does not send, or this page is older than it. */
export function Banner(): ReactElement {
  const { t } = useTranslation('frame');
  const state = useSyncExternalStore(connection.subscribe, () => connection.state);
  const isOutdated = useSyncExternalStore(connection.subscribe, () => connection.isOutdated);
  const isLate = useIsLate(state === 'connecting', PATIENCE_MS);
  const isGone = useIsLate(state === 'lost', RESTART_MS);
  const health = useQuery(ask.today.health.queryOptions({ input: {} })).data;
  const line = isGone ? 'gone' : state === 'lost' || state === 'ended' ? state : isLate ? 'waiting' : null;
  const trouble = line === null ? health?.trouble : undefined;
  return (
    <div role="status" aria-live="polite">
      {line === null ? null : (
        <Alert color="yellow" mb="md" icon={<IconPlugConnectedX aria-hidden />} title={t(`banner.${line}.title`)}>
          {t(`banner.${line}.text`)}
        </Alert>
      )}
      {line === null && isOutdated ? <Outdated /> : null}
      {trouble === undefined || trouble === null ? null : (
        <Alert color="red" mb="md" icon={<IconAlertTriangle aria-hidden />} title={t(`banner.${trouble}.title`)}>
          {t(`banner.${trouble}.text`)}
        </Alert>
      )}
    </div>
  );
}

/** Nothing is loaded anew by itself: something may be typed that is not saved yet. */
function Outdated(): ReactElement {
  const { t } = useTranslation('frame');
  return (
    <Alert color="yellow" mb="md" icon={<IconRefresh aria-hidden />} title={t('banner.outdated.title')}>
      <Stack gap="xs">
        <Text size="sm">{t('banner.outdated.text')}</Text>
        <Group>
          <Button size="xs" variant="default" onClick={() => window.location.reload()}>
            {t('banner.outdated.action')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function useIsLate(isWaiting: boolean, patienceMs: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isWaiting, patienceMs]);
  return isLate;
}
