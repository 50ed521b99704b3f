import { Radio, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { ChoiceRow } from '#renderer/parts/editing/choice-row.tsx';
import { placeOf } from '#renderer/parts/moment-text.tsx';
import type { ScheduleChoice } from '#shared/contract/message-draft.ts';

/** What happens to people whose time zone nobody knows. */
export function ZoneChoice({
  schedule,
  here,
  onChange,
}: {
  readonly schedule: ScheduleChoice;
  readonly here: string | null;
  readonly onChange: (schedule: ScheduleChoice) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const { unknownZone } = schedule;
  const isSkip = unknownZone === 'skip';
  const zones = useQuery(ask.settings.zones.queryOptions({ input: {} }));
  const sentence = isSkip
    ? t('choice.zone.skip.sentence')
    : t('choice.zone.take.sentence', { place: placeOf(unknownZone) });
  const question = t('choice.zone.question');
  return (
    <ChoiceRow about={question} sentence={sentence}>
      <Radio.Group
        label={question}
        value={isSkip ? 'skip' : 'take'}
        onChange={(chosen) => {
          const zone = chosen === 'skip' ? 'skip' : here;
          if (zone !== null) onChange({ ...schedule, unknownZone: zone });
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="skip" label={t('choice.zone.skip.option')} />
          <Radio value="take" label={t('choice.zone.take.option')} disabled={here === null && isSkip} />
        </Stack>
      </Radio.Group>
      {isSkip ? null : (
        <Select
          label={t('choice.zone.which')}
          data={[...new Set([...(zones.data ?? []), unknownZone])]}
          value={unknownZone}
          searchable
          limit={100}
          allowDeselect={false}
          maw={320}
          onChange={(zone) => (zone === null ? undefined : onChange({ ...schedule, unknownZone: zone }))}
        />
      )}
    </ChoiceRow>
  );
}
