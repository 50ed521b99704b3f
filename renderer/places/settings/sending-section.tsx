import { Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '#renderer/app/use-settings.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import type { Policies } from '#shared/contract/settings.ts';
import { PolicyChoices } from './policy-choices.tsx';
import { SectionPart } from './section-part.tsx';
import { WindowChoice } from './window-choice.tsx';

/** What new messages start with: the hours in which people are messaged, and what happens in awkward cases. */
export function SendingSection(): ReactElement | null {
  const { t } = useTranslation(['settings', 'common']);
  const { answer, change, error } = useSettings();
  if (answer === undefined) return error === null ? null : <Refusal error={error} />;
  const { policies } = answer.settings;
  const set = (wish: Partial<Policies>): void => {
    change({ policies: { ...policies, ...wish } });
    showUndo({ text: t('sending.saved'), undoWord: t('common:undo'), undo: () => change({ policies }) });
  };
  return (
    <Stack gap="md">
      {error === null ? null : <Refusal error={error} />}
      <SectionPart title={t('sending.hours.title')} text={t('sending.hours.text')}>
        <WindowChoice window={policies.window} onChange={(window) => set({ window })} />
      </SectionPart>
      <SectionPart title={t('sending.choices.title')} text={t('sending.choices.text')}>
        <PolicyChoices policies={policies} onChange={set} />
      </SectionPart>
    </Stack>
  );
}
