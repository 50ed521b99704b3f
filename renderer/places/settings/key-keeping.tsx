import { Checkbox, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountsView } from '#shared/contract/accounts.ts';

/** Where the key will lie, said before it is given; a file only with the person's word. */
export function KeyKeeping({
  keys,
  checked,
  onChange,
}: {
  readonly keys: AccountsView['keys'];
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactElement {
  const { t } = useTranslation('connect');
  return (
    <Stack gap="xs">
      <Text size="sm" {...(keys.place === 'plainText' ? { c: 'orange' } : { c: 'dimmed' })}>
        {t(`keeping.${checked ? 'file' : keys.place}`)}
      </Text>
      {keys.asksForFile ? (
        <Checkbox
          label={t('keeping.agree')}
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      ) : null}
    </Stack>
  );
}
