import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connected } from '#shared/contract/accounts.ts';
import { CheckFindings } from './check-findings.tsx';

/** Why Meta does not let the account be connected, and the next step; what was typed stays. */
export function ConnectRefused({
  refused,
  onEvenSo,
}: {
  readonly refused: Extract<Connected, { readonly kind: 'refused' }>;
  readonly onEvenSo: () => void;
}): ReactElement {
  const { t } = useTranslation('connect');
  const { problem, canGoOn, details, findings } = refused;
  return (
    <Stack gap="md">
      <Alert color="red" role="alert" title={t(`problem.${problem}.title`)}>
        <Stack gap="xs">
          <Text size="sm">{t(`problem.${problem}.next`)}</Text>
          {details === null ? null : (
            <Text size="sm" lang="en">
              {details}
            </Text>
          )}
          {canGoOn ? (
            <Group>
              <Button size="xs" variant="default" onClick={onEvenSo}>
                {t('evenSo')}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Alert>
      {findings.length === 0 ? null : <CheckFindings findings={findings.filter(({ level }) => level !== 'ok')} />}
    </Stack>
  );
}
