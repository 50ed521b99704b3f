import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connected } from '#shared/contract/accounts.ts';
import { CheckFindings } from './check-findings.tsx';

/** The account is connected: what Meta said, and the next step. */
export function ConnectDone({
  done,
}: {
  readonly done: Extract<Connected, { readonly kind: 'connected' }>;
}): ReactElement {
  const { t } = useTranslation('connect');
  return (
    <Stack gap="md">
      <Alert color="teal" role="status" icon={<IconCheck aria-hidden />} title={t('done.title', { name: done.name })}>
        <Text size="sm">{t('done.text')}</Text>
      </Alert>
      <Group>
        <Button component={Link} to="/import">
          {t('done.import')}
        </Button>
        <Button component={Link} to="/settings" variant="default">
          {t('back')}
        </Button>
      </Group>
      <CheckFindings findings={done.findings} />
    </Stack>
  );
}
