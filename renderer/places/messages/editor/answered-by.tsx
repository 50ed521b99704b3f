import { Alert, Stack, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** A button that answers opens a chat: somebody has to be there. Sundial has no inbox and says so (DESIGN 13). */
export function AnsweredBy({
  value,
  onChange,
}: {
  /** `null` = nobody said yet. */
  readonly value: string | null;
  readonly onChange: (answeredBy: string | null) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <Alert color="blue">
      <Stack gap="xs">
        <TextInput
          label={t('answeredBy.label')}
          description={t('answeredBy.hint')}
          placeholder={t('answeredBy.example')}
          maxLength={200}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
        <Text size="sm">{t('answeredBy.what')}</Text>
      </Stack>
    </Alert>
  );
}
