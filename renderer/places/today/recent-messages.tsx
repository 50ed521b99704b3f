import { Anchor, Badge, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { Today } from '#shared/contract/today.ts';

type Recent = Today['recent'][number];

/** The last messages, how far each is, and what became of it. */
export function RecentMessages({ recent }: { readonly recent: readonly Recent[] }): ReactElement {
  const { t } = useTranslation('today');
  return (
    <Paper component="section" aria-labelledby="today-recent">
      <Stack gap="md">
        <Title order={2} size="h4" id="today-recent">
          {t('recent.title')}
        </Title>
        {recent.map((one) => (
          <RecentMessage key={one.campaign} message={one} />
        ))}
      </Stack>
    </Paper>
  );
}

function RecentMessage({ message }: { readonly message: Recent }): ReactElement {
  const { t } = useTranslation('today');
  const { counts, state, name } = message;
  const isDraft = state === 'draft';
  // Who was skipped is nobody's progress (as on the progress screen).
  const toSend = counts.planned - counts.skipped;
  const done = toSend - counts.pending - counts.uncertain;
  const part = toSend === 0 ? 0 : (100 * done) / toSend;
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs" miw={0} flex="1 1 240px">
          <Anchor
            component={Link}
            to={isDraft ? `/messages/${message.campaign}` : `/messages/${message.campaign}/progress`}
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
          >
            {name}
          </Anchor>
          <Badge color={COLORS[state]}>{t(`states:campaign.${state}`)}</Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {message.accountName}
          {message.launchedAt === null ? null : (
            <>
              {' · '}
              <MomentText moment={message.launchedAt} />
            </>
          )}
        </Text>
      </Group>
      {isDraft ? null : (
        <>
          <Progress value={part} color="sun" size="sm" aria-label={t('recent.progress', { name })} />
          <Text size="sm" c="dimmed">
            {t('recent.counts', { sent: counts.sent, planned: toSend, pending: counts.pending })}
          </Text>
        </>
      )}
    </Stack>
  );
}

const COLORS: Readonly<Record<Recent['state'], string>> = {
  draft: 'gray',
  scheduled: 'blue',
  running: 'sun',
  paused: 'orange',
  finished: 'green',
  cancelled: 'gray',
};
