import { Divider, Paper, Radio, Stack, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from '#renderer/parts/editing/choice-row.tsx';
import type { ScheduleChoice } from '#shared/contract/message-draft.ts';
import { ALREADY_PAST_POLICIES, CONFLICT_POLICIES, OUTSIDE_WINDOW_POLICIES } from '#shared/domain/campaign.ts';
import { HoursChoice } from './hours-choice.tsx';
import { LateChoice } from './late-choice.tsx';
import { ZoneChoice } from './zone-choice.tsx';

/** The hours and the five policies, each as a sentence that can be changed (DESIGN 14). */
export function SensibleChoices({
  schedule,
  here,
  onChange,
}: {
  readonly schedule: ScheduleChoice;
  /** The zone of the clock here; `null` while it is not known. */
  readonly here: string | null;
  readonly onChange: (schedule: ScheduleChoice) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const shared = { schedule, onChange };
  return (
    <Paper>
      <Stack gap="xs">
        <Title order={3} size="h5">
          {t('choice.title')}
        </Title>
        <HoursChoice {...shared} />
        <Divider />
        {schedule.window === null ? null : (
          <>
            <PolicyChoice {...shared} policy="outsideWindow" values={OUTSIDE_WINDOW_POLICIES} />
            <Divider />
          </>
        )}
        {schedule.time.kind === 'now' ? null : (
          <>
            <PolicyChoice {...shared} policy="alreadyPast" values={ALREADY_PAST_POLICIES} />
            <Divider />
          </>
        )}
        <ZoneChoice {...shared} here={here} />
        <Divider />
        <LateChoice {...shared} />
        <Divider />
        <PolicyChoice {...shared} policy="onConflict" values={CONFLICT_POLICIES} />
      </Stack>
    </Paper>
  );
}

type Policy = 'alreadyPast' | 'outsideWindow' | 'onConflict';

function PolicyChoice({
  schedule,
  policy,
  values,
  onChange,
}: {
  readonly schedule: ScheduleChoice;
  readonly policy: Policy;
  readonly values: readonly ScheduleChoice[Policy][];
  readonly onChange: (schedule: ScheduleChoice) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const question = t(`choice.${policy}.question`);
  return (
    <ChoiceRow about={question} sentence={t(`choice.${policy}.${schedule[policy]}.sentence`)}>
      <Radio.Group
        label={question}
        value={schedule[policy]}
        onChange={(chosen) => {
          const value = values.find((one) => one === chosen);
          if (value !== undefined) onChange({ ...schedule, [policy]: value });
        }}
      >
        <Stack gap="xs" mt="xs">
          {values.map((value) => (
            <Radio key={value} value={value} label={t(`choice.${policy}.${value}.option`)} />
          ))}
        </Stack>
      </Radio.Group>
    </ChoiceRow>
  );
}
