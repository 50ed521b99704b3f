import { Select, SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '#renderer/app/use-settings.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import {
  DEFAULT_RETENTION,
  RETAINED,
  RETENTION_CHOICES,
  type Retained,
  type Retention,
} from '#shared/domain/retention.ts';
import { SectionPart } from './section-part.tsx';

/** The choice to keep something for ever, among numbers of days. */
const FOR_EVER = 'forEver';

/** How long things are kept, each with its default; what was kept long enough is removed once a day (RELIABILITY P-04). */
export function KeepingPart(): ReactElement | null {
  const { t } = useTranslation(['settings', 'common']);
  const { answer, change, error } = useSettings();
  if (answer === undefined) return error === null ? null : <Refusal error={error} />;
  const { retention } = answer.settings;
  const choose = (wish: Partial<Retention>): void => {
    change({ retention: { ...retention, ...wish } });
    showUndo({ text: t('keep.saved'), undoWord: t('common:undo'), undo: () => change({ retention }) });
  };
  return (
    <SectionPart title={t('keep.title')} text={t('keep.text')}>
      {error === null ? null : <Refusal error={error} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        {RETAINED.map((kind) => (
          <Term key={kind} kind={kind} days={retention[kind]} choose={choose} />
        ))}
      </SimpleGrid>
    </SectionPart>
  );
}

function Term({
  kind,
  days,
  choose,
}: {
  readonly kind: Retained;
  readonly days: Retention[Retained];
  readonly choose: (wish: Partial<Retention>) => void;
}): ReactElement {
  const { t } = useTranslation('settings');
  const choices: readonly number[] = RETENTION_CHOICES[kind];
  const usual = t(`keep.time.d${DEFAULT_RETENTION[kind] ?? 0}`);
  return (
    <Select
      label={t(`keep.kind.${kind}.label`)}
      description={`${t(`keep.kind.${kind}.text`)} ${t('keep.usual', { time: usual })}`}
      allowDeselect={false}
      value={days === null ? FOR_EVER : String(days)}
      data={[
        ...choices.map((value) => ({ value: String(value), label: t(`keep.time.d${value}`) })),
        { value: FOR_EVER, label: t('keep.forEver') },
      ]}
      onChange={(wished) => {
        const chosen = wished === FOR_EVER ? null : choices.find((value) => String(value) === wished);
        if (chosen !== undefined && chosen !== days) choose({ [kind]: chosen });
      }}
    />
  );
}
