import { Paper, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';

/** Asking once for each time somebody writes: on unless a person says otherwise, since the platform's documents disagree (META-API 1.3). */
export function GuardSwitch({ isOncePerWindow }: { readonly isOncePerWindow: boolean }): ReactElement {
  const { t } = useTranslation(['ask-people', 'common']);
  const onError = useRefusalNotice();
  const guard = useMutation(
    ask.asks.guard.mutationOptions({
      onError,
      onSuccess: ({ isOncePerWindow: isOn }) =>
        showUndo({
          text: isOn ? t('ask-people:guard.isOn') : t('ask-people:guard.isOff'),
          undoWord: t('common:undo'),
          undo: () => void engine.asks.guard({ isOncePerWindow: !isOn }).catch(onError),
        }),
    }),
  );
  return (
    <Paper p="md">
      <Switch
        label={t('ask-people:guard.label')}
        description={t('ask-people:guard.text')}
        checked={isOncePerWindow}
        disabled={guard.isPending}
        onChange={(event) => guard.mutate({ isOncePerWindow: event.currentTarget.checked })}
      />
    </Paper>
  );
}
