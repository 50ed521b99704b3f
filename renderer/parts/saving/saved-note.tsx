import { Text } from '@mantine/core';
import { type ReactElement, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '#renderer/client/engine-client.ts';
import type { SaveState } from './saving-ways.ts';

/** Says quietly whether everything written is safe. */
export function SavedNote({ state }: { readonly state: Pick<SaveState<unknown>, 'kind'> }): ReactElement {
  const { t } = useTranslation('common');
  const line = useSyncExternalStore(connection.subscribe, () => connection.state);
  const isAway = line !== 'open' && state.kind !== 'saved';
  const word = isAway ? 'away' : state.kind;
  return (
    <Text size="sm" c={word === 'saved' || word === 'saving' ? 'dimmed' : 'var(--mantine-color-error)'} role="status">
      {t(`saved.${word}`)}
    </Text>
  );
}
