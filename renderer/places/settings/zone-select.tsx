import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';

/** A time zone, found by typing a part of its name. */
export function ZoneSelect({
  label,
  description,
  value,
  first = [],
  onChange,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  /** Choices before the zones, such as "this computer's". */
  readonly first?: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (zone: string) => void;
}): ReactElement {
  const { t } = useTranslation('settings');
  const zones = useQuery(ask.settings.zones.queryOptions({ input: {} }));
  const known = zones.data ?? [];
  const own = known.includes(value) || first.some((one) => one.value === value) ? [] : [value];
  return (
    <Select
      label={label}
      {...(description === undefined ? {} : { description })}
      data={[...first, ...own, ...known].map((one) =>
        typeof one === 'string' ? { value: one, label: one.replaceAll('_', ' ') } : one,
      )}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
      searchable
      limit={60}
      allowDeselect={false}
      nothingFoundMessage={t('zone.none')}
    />
  );
}
