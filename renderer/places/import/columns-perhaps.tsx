import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnChoice, Peek } from '#shared/contract/imports.ts';

/** Columns whose names may mean one thing or another: the person says, Sundial never guesses. */
export function ColumnsPerhaps({
  perhaps,
  use,
}: {
  readonly perhaps: Peek['perhaps'];
  readonly use: (choice: ColumnChoice) => void;
}): ReactElement | null {
  const { t } = useTranslation('import');
  if (perhaps.length === 0) return null;
  return (
    <Alert color="blue" title={t('perhaps.title')}>
      <Stack gap="sm">
        {perhaps.map(({ column, field }) => (
          <Stack key={column} gap={4} align="flex-start">
            <Text size="sm">
              {field === 'recipient' ? t('perhaps.recipient', { column }) : t('perhaps.lastInbound', { column })}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('perhaps.useNamed', { column })}
              onClick={() => use({ column, field })}
            >
              {t('perhaps.use')}
            </Button>
          </Stack>
        ))}
      </Stack>
    </Alert>
  );
}
