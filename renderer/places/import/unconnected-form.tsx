import { Group, Input, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Platform } from '#shared/domain/account.ts';

/** A Page as people know it, before it is connected. */
export interface UnconnectedPage {
  readonly name: string;
  readonly platform: Platform;
  readonly zone: string;
}

/** Asks for the little that has to be known of a Page that is connected later. */
export function UnconnectedForm({
  value,
  change,
  zones,
}: {
  readonly value: UnconnectedPage;
  readonly change: (value: UnconnectedPage) => void;
  readonly zones: readonly string[];
}): ReactElement {
  const { t } = useTranslation('import');
  const platforms = [
    { value: 'messenger', label: t('platform.messenger') },
    { value: 'instagram', label: t('platform.instagram') },
  ] as const;
  return (
    <Group align="flex-start" gap="md" pl="xl">
      <TextInput
        label={t('account.name')}
        placeholder={t('account.nameExample')}
        value={value.name}
        onChange={(event) => change({ ...value, name: event.currentTarget.value })}
        maxLength={200}
        required
        flex="1 1 220px"
      />
      <Stack gap={0}>
        <Input.Label component="div" labelElement="div" id="platform-label">
          {t('account.where')}
        </Input.Label>
        <SegmentedControl
          aria-labelledby="platform-label"
          data={[...platforms]}
          value={value.platform}
          onChange={(platform) => change({ ...value, platform })}
        />
      </Stack>
      <Select
        label={t('account.zone')}
        data={[...zones]}
        value={value.zone}
        onChange={(zone) => (zone === null ? undefined : change({ ...value, zone }))}
        searchable
        limit={50}
        nothingFoundMessage={t('account.noZone')}
        flex="1 1 220px"
      />
    </Group>
  );
}
