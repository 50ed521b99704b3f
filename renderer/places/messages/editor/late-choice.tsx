import { Radio, Select, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from '#renderer/parts/editing/choice-row.tsx';
import type { ScheduleChoice } from '#shared/contract/message-draft.ts';
import { LATE_POLICIES } from '#shared/domain/campaign.ts';

/** Lengths to choose from, in minutes: a quarter of an hour to a day. */
const LENGTHS = [15, 30, 60, 120, 240, 480, 1_440] as const;

/** How late a message may leave, and what becomes of one that is later. */
export function LateChoice({
  schedule,
  onChange,
}: {
  readonly schedule: ScheduleChoice;
  readonly onChange: (schedule: ScheduleChoice) => void;
}): ReactElement {
  const { t, i18n } = useTranslation('messages');
  const { lateMinutes, late } = schedule;
  const lengths = [...new Set<number>([...LENGTHS, lateMinutes])].toSorted((a, b) => a - b);
  const length = (minutes: number): string => lengthText(minutes, i18n.language);
  return (
    <ChoiceRow
      about={t('choice.late.question')}
      sentence={t(`choice.late.${late}.sentence`, { length: length(lateMinutes) })}
    >
      <Select
        label={t('choice.late.length')}
        data={lengths.map((minutes) => ({ value: String(minutes), label: length(minutes) }))}
        value={String(lateMinutes)}
        allowDeselect={false}
        maw={240}
        onChange={(chosen) => (chosen === null ? undefined : onChange({ ...schedule, lateMinutes: Number(chosen) }))}
      />
      <Radio.Group
        label={t('choice.late.after')}
        value={late}
        onChange={(chosen) => {
          const value = LATE_POLICIES.find((one) => one === chosen);
          if (value !== undefined) onChange({ ...schedule, late: value });
        }}
      >
        <Stack gap="xs" mt="xs">
          {LATE_POLICIES.map((value) => (
            <Radio key={value} value={value} label={t(`choice.late.${value}.option`)} />
          ))}
        </Stack>
      </Radio.Group>
    </ChoiceRow>
  );
}

/** `2 hours`, `15 minutes` in words of a language. */
function lengthText(minutes: number, language: string): string {
  const [value, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
