import { Paper, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '#renderer/app/use-settings.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';

/** Whether people of real accounts get their names from Meta's conversations by themselves. */
export function NamesPart(): ReactElement | null {
  const { t } = useTranslation(['settings', 'common']);
  const { answer, change, isPending } = useSettings();
  if (answer === undefined) return null;
  const isOn = answer.settings.namesFromMeta;
  const set = (namesFromMeta: boolean): void => {
    change({ namesFromMeta });
    showUndo({
      text: namesFromMeta ? t('settings:names.isOn') : t('settings:names.isOff'),
      undoWord: t('common:undo'),
      undo: () => change({ namesFromMeta: !namesFromMeta }),
    });
  };
  return (
    <Paper p="lg">
      <Switch
        label={t('settings:names.label')}
        description={t('settings:names.text')}
        checked={isOn}
        disabled={isPending}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    </Paper>
  );
}
