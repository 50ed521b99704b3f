import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, connection } from '#renderer/client/engine-client.ts';

/** How long the first connection may take before it is spoken of, in ms: a start is usually over sooner. */
const PATIENCE_MS = 2_500;

/** How long an engine that is started again by itself may take, in ms; after that somebody may have closed Sundial (Sundial's choice). */
const RESTART_MS = 10_000;

/** What concerns every screen: the engine is away, or it does not send. */
export function Banner(): ReactElement {
  const { t } = useTranslation('frame');
  const state = useSyncExternalStore(connection.subscribe, () => connection.state);
  const isLate = useIsLate(state === 'connecting', PATIENCE_MS);
  const isGone = useIsLate(state === 'lost', RESTART_MS);
  const health = useQuery(ask.today.health.queryOptions({ input: {} })).data;
  const line = isGone ? 'gone' : state === 'lost' ? 'lost' : isLate ? 'waiting' : null;
  const trouble = line === null ? health?.trouble : undefined;
  return (
    <div role="status" aria-live="polite">
      {line === null ? null : (
        <Alert color="yellow" mb="md" icon={<IconPlugConnectedX aria-hidden />} title={t(`banner.${line}.title`)}>
          {t(`banner.${line}.text`)}
        </Alert>
      )}
      {trouble === undefined || trouble === null ? null : (
        <Alert color="red" mb="md" icon={<IconAlertTriangle aria-hidden />} title={t(`banner.${trouble}.title`)}>
          {t(`banner.${trouble}.text`)}
        </Alert>
      )}
    </div>
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
