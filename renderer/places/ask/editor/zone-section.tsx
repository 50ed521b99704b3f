import { Radio, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { ChoiceRow } from '#renderer/parts/editing/choice-row.tsx';
import { isUtcName } from '#shared/rules/opt-in-message.ts';
import type { Card } from './card-content.ts';

/** The time zone the card carries: each person's own where it is known, or one for all; never a guess (DESIGN 5). */
export function ZoneSection({
  card: { zone },
  onChange,
}: {
  readonly card: Card;
  readonly onChange: (change: Partial<Card>) => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const zones = useQuery(ask.settings.zones.queryOptions({ input: {} }));
  const [isOne, setOne] = useState(zone !== null);
  const [isUtcRefused, setUtcRefused] = useState(zone !== null && isUtcName(zone));
  const sentence = zone === null ? t('zone.own.sentence') : t('zone.one.sentence', { zone: zone.replaceAll('_', ' ') });
  const known = [...new Set(['UTC', ...(zones.data ?? []), ...(zone === null ? [] : [zone])])];
  const choose = (chosen: string | null): void => {
    if (chosen === null) return;
    const isUtc = isUtcName(chosen);
    setUtcRefused(isUtc);
    onChange({ zone: isUtc ? null : chosen });
  };
  return (
    <ChoiceRow about={t('zone.about')} sentence={sentence}>
      <Radio.Group
        label={t('zone.question')}
        value={isOne ? 'one' : 'own'}
        onChange={(chosen) => {
          setOne(chosen === 'one');
          setUtcRefused(false);
          if (chosen === 'own') onChange({ zone: null });
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="own" label={t('zone.own.option')} description={t('zone.own.what')} />
          <Radio value="one" label={t('zone.one.option')} />
        </Stack>
      </Radio.Group>
      {isOne ? (
        <Select
          label={t('zone.which')}
          data={known.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
          value={isUtcRefused ? null : zone}
          searchable
          limit={100}
          error={isUtcRefused ? t('zone.utc') : null}
          allowDeselect={false}
          maw={360}
          onChange={choose}
        />
      ) : null}
    </ChoiceRow>
  );
}
