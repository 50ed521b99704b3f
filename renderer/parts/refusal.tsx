import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { isDefinedError, ORPCError } from '@orpc/client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LineLostError } from '#renderer/client/connection.ts';
import { DOMAIN_ERROR_CODES, type DomainErrorCode } from '#shared/domain/errors.ts';

/** What went wrong, in a word that has a sentence in every language. */
export type RefusalCode = DomainErrorCode | 'lineLost' | 'broken';

/** Why a question failed: the code a screen words, and the engine's own sentence for the details. `null` = there is none. */
export function refusalOf(error: unknown): { readonly code: RefusalCode; readonly details: string | null } {
  if (error instanceof LineLostError) return { code: 'lineLost', details: null };
  if (error instanceof ORPCError && isDefinedError(error)) {
    const data: unknown = error.data;
    const code = typeof data === 'object' && data !== null && 'code' in data ? data.code : null;
    const known = DOMAIN_ERROR_CODES.find((one) => one === code);
    if (known !== undefined) return { code: known, details: error.message };
  }
  return { code: 'broken', details: null };
}

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
  const { code, details } = refusalOf(error);
  return (
    <Alert color="red" variant="light" role="alert" title={t(`errors:${code}.title`)}>
      <Stack gap="xs">
        <Text size="sm">{t(`errors:${code}.wayOut`)}</Text>
        {details === null ? null : (
          <Text size="sm" lang="en">
            {details}
          </Text>
        )}
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
