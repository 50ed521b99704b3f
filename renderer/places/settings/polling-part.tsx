import { Radio, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '#renderer/app/use-settings.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { POLLING_CHOICES } from '#shared/domain/polling.ts';
import { SectionPart } from './section-part.tsx';

/** How often Sundial asks Meta by itself who gave permission and who stopped. */
export function PollingPart(): ReactElement | null {
  const { t } = useTranslation(['relay', 'common']);
  const { answer, change, error } = useSettings();
  if (answer === undefined) return error === null ? null : <Refusal error={error} />;
  const { polling } = answer.settings;
  const set = (value: string): void => {
    const wanted = POLLING_CHOICES.find((one) => one === value);
    if (wanted === undefined || wanted === polling) return;
    change({ polling: wanted });
    showUndo({ text: t('polling.saved'), undoWord: t('common:undo'), undo: () => change({ polling }) });
  };
  return (
    <SectionPart title={t('polling.title')} text={t('polling.text')}>
      {error === null ? null : <Refusal error={error} />}
      <Radio.Group aria-label={t('polling.title')} value={polling} onChange={set}>
        <Stack gap="xs">
          {POLLING_CHOICES.map((choice) => (
            <Radio key={choice} value={choice} label={t(`polling.choice.${choice}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </SectionPart>
  );
}
