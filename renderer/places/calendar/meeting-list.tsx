import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Meeting } from '#shared/contract/calendar.ts';

/** Messages that want the same people within a day: which of them gives way, and, on request, for how many people. */
export function MeetingList({ meetings }: { readonly meetings: readonly Meeting[] }): ReactElement {
  const { t } = useTranslation('calendar');
  return (
    <Alert color="yellow" icon={<IconArrowsJoin aria-hidden />} title={t('meet.title')} component="section">
      <Stack gap="sm">
        <Text size="sm">{t('meet.why')}</Text>
        {meetings.map((meeting) => (
          <MeetingLine key={`${meeting.earlier.campaign} ${meeting.later.campaign}`} meeting={meeting} />
        ))}
      </Stack>
    </Alert>
  );
}

function MeetingLine({ meeting: { earlier, later } }: { readonly meeting: Meeting }): ReactElement {
  const { t } = useTranslation('calendar');
  const counting = useMutation(ask.calendar.contention.mutationOptions());
  return (
    <Stack gap={4}>
      <Group gap="sm" justify="space-between">
        <Text size="sm" flex="1 1 300px">
          <Trans
            t={t}
            i18nKey="meet.pair"
            values={{ earlier: earlier.name, later: later.name }}
            components={{
              first: <Anchor component={Link} to={`/messages/${earlier.campaign}`} size="sm" underline="always" />,
              second: <Anchor component={Link} to={`/messages/${later.campaign}`} size="sm" underline="always" />,
            }}
          />
        </Text>
        <Button
          size="xs"
          variant="default"
          loading={counting.isPending}
          onClick={() => counting.mutate({ campaign: later.campaign })}
        >
          {t('meet.count')}
        </Button>
      </Group>
      <div role="status">
        {counting.data === undefined ? null : (
          <Text size="sm" fw={600}>
            {t('meet.counted', { moved: counting.data.moved, skipped: counting.data.skipped })}
          </Text>
        )}
      </div>
      {counting.error === null ? null : <Refusal error={counting.error} />}
    </Stack>
  );
}
