import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';

/** Meta did not allow the second message when the first was accepted: why that may be, its own words, and asking once more. */
export function AllowStep({
  campaign,
  permission,
}: {
  /** The message that was tested. */
  readonly campaign: string;
  readonly permission: string;
}): ReactElement {
  const { t } = useTranslation('ask-try');
  const allow = useMutation(ask.testing.allow.mutationOptions());
  const text = allow.data?.text ?? null;
  return (
    <>
      <Text size="sm">{t('step.allow.not')}</Text>
      {allow.error === null ? null : <Refusal error={allow.error} />}
      {allow.data?.isDayGivenBack === false ? (
        <Text size="sm" role="status">
          {t('step.allow.stillNot')}
          {text === null ? null : (
            <Text span size="sm" lang="en">
              {` ${text}`}
            </Text>
          )}
        </Text>
      ) : null}
      <Group>
        <Button size="xs" loading={allow.isPending} onClick={() => allow.mutate({ campaign, permission })}>
          {t('step.allow.again')}
        </Button>
      </Group>
    </>
  );
}
