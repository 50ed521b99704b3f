import { NumberInput, Radio, SimpleGrid, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policies } from '#shared/contract/settings.ts';
import {
  ALREADY_PAST_POLICIES,
  CONFLICT_POLICIES,
  LATE_POLICIES,
  OUTSIDE_WINDOW_POLICIES,
} from '#shared/domain/campaign.ts';
import { MOST_LATE_MINUTES } from '#shared/domain/schedule-defaults.ts';
import { ZoneSelect } from './zone-select.tsx';

interface Choosing {
  readonly policies: Policies;
  readonly onChange: (wish: Partial<Policies>) => void;
}

/** What happens in awkward cases, each with its sensible choice. */
export function PolicyChoices({ policies, onChange }: Choosing): ReactElement {
  const { t } = useTranslation('settings');
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="lg">
      <Choice
        label={t('sending.alreadyPast.label')}
        value={policies.alreadyPast}
        choices={ALREADY_PAST_POLICIES.map((value) => ({ value, label: t(`sending.alreadyPast.${value}`) }))}
        onChange={(alreadyPast) => onChange({ alreadyPast })}
      />
      <Choice
        label={t('sending.outsideWindow.label')}
        value={policies.outsideWindow}
        choices={OUTSIDE_WINDOW_POLICIES.map((value) => ({ value, label: t(`sending.outsideWindow.${value}`) }))}
        onChange={(outsideWindow) => onChange({ outsideWindow })}
      />
      <LateChoices policies={policies} onChange={onChange} />
      <Choice
        label={t('sending.onConflict.label')}
        value={policies.onConflict}
        choices={CONFLICT_POLICIES.map((value) => ({ value, label: t(`sending.onConflict.${value}`) }))}
        onChange={(onConflict) => onChange({ onConflict })}
      />
      <ZoneSelect
        label={t('sending.unknownZone.label')}
        description={t('sending.unknownZone.text')}
        value={policies.unknownZone}
        first={[{ value: 'skip', label: t('sending.unknownZone.skip') }]}
        onChange={(unknownZone) => onChange({ unknownZone })}
      />
    </SimpleGrid>
  );
}

function LateChoices({ policies, onChange }: Choosing): ReactElement {
  const { t } = useTranslation('settings');
  return (
    <Stack gap="sm">
      <NumberInput
        label={t('sending.late.minutes')}
        // Kept when the field is left, so that half a number never counts.
        key={policies.lateMinutes}
        defaultValue={policies.lateMinutes}
        min={1}
        max={MOST_LATE_MINUTES}
        allowDecimal={false}
        clampBehavior="strict"
        maw={320}
        onBlur={(event) => {
          const minutes = Number(event.currentTarget.value.replaceAll(/\D/g, ''));
          if (minutes >= 1 && minutes <= MOST_LATE_MINUTES && minutes !== policies.lateMinutes) {
            onChange({ lateMinutes: minutes });
          }
        }}
      />
      <Choice
        label={t('sending.late.label')}
        value={policies.late}
        choices={LATE_POLICIES.map((value) => ({ value, label: t(`sending.late.${value}`) }))}
        onChange={(late) => onChange({ late })}
      />
    </Stack>
  );
}

function Choice<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}): ReactElement {
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(wished) => {
        const choice = choices.find((one) => one.value === wished);
        if (choice !== undefined) onChange(choice.value);
      }}
    >
      <Stack gap={6} mt={6}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
