import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalDetails } from './refusal-details.tsx';
import { refusalOf } from './refusal-of.ts';

/** A failed question as a sentence with a way out. */
export function Refusal({
  error,
  retry,
}: {
  readonly error: unknown;
  /** Asks again; not given = that would not help. */
  readonly retry?: () => void;
}): ReactElement {
  const { t } = useTranslation(['errors', 'common']);
  const { code } = refusalOf(error);
  return (
    <Alert color="red" variant="light" role="alert" title={t(`errors:${code}.title`)}>
      <Stack gap="xs">
        <Text size="sm">{t(`errors:${code}.wayOut`)}</Text>
        <RefusalDetails error={error} />
        {retry === undefined ? null : (
          <Group>
            <Button size="xs" variant="default" onClick={retry}>
              {t('common:tryAgain')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
