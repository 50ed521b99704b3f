import { Select, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CALLS_TO_ACTION } from '#shared/domain/opt-in.ts';
import type { Card } from './card-content.ts';

/** What stands on the button people tap to say yes: one of five texts, which the platform words in each person's language. */
export function ButtonSection({
  card,
  onChange,
}: {
  readonly card: Card;
  readonly onChange: (change: Partial<Card>) => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const unset = { value: 'meta', label: t('button.meta', { text: t('cta.GET_UPDATES') }) };
  return (
    <Stack gap={6}>
      <Select
        label={t('button.label')}
        data={[unset, ...CALLS_TO_ACTION.map((one) => ({ value: one, label: t(`cta.${one}`) }))]}
        value={card.callToAction ?? 'meta'}
        allowDeselect={false}
        onChange={(chosen) => onChange({ callToAction: CALLS_TO_ACTION.find((one) => one === chosen) ?? null })}
      />
      <Text size="xs" c="dimmed">
        {t('button.whose')}
      </Text>
    </Stack>
  );
}
