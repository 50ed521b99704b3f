import { Alert, Button, Drawer, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { MessageDraft, MessageVersion } from '#shared/contract/messages.ts';
import { gistOf } from './gist.ts';

/** Earlier texts of a draft, each to be put back. */
export function VersionsDrawer({
  campaign,
  version,
  isOpen,
  onClose,
  onRefused,
  onRestored,
}: {
  readonly campaign: string;
  /** The version that stands in the editor. */
  readonly version: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Somebody else saved meanwhile, so nothing was put back. */
  readonly onRefused: (theirs: MessageDraft) => void;
  readonly onRestored: (draft: MessageDraft) => void;
}): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const versions = useQuery(ask.messages.versions.queryOptions({ input: { campaign }, enabled: isOpen }));
  const restore = useMutation(
    ask.messages.restoreVersion.mutationOptions({
      onSuccess: ({ kind, draft }) => (kind === 'saved' ? onRestored(draft) : onRefused(draft)),
    }),
  );
  return (
    <Drawer
      opened={isOpen}
      onClose={() => {
        restore.reset();
        onClose();
      }}
      position="right"
      title={t('messages:versions.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('messages:versions.what')}
        </Text>
        {restore.data?.kind === 'refused' ? (
          <Alert color="yellow" role="alert" title={t('messages:two.title')}>
            {t('messages:versions.refused')}
          </Alert>
        ) : null}
        {restore.error === null ? null : <Refusal error={restore.error} />}
        {versions.error === null ? null : <Refusal error={versions.error} retry={() => void versions.refetch()} />}
        {versions.data?.length === 0 ? <Text size="sm">{t('messages:versions.none')}</Text> : null}
        {versions.data?.map((one) => (
          <VersionCard
            key={one.version}
            version={one}
            isBusy={restore.isPending}
            onRestore={() => restore.mutate({ campaign, version, restore: one.version })}
          />
        ))}
      </Stack>
    </Drawer>
  );
}

function VersionCard({
  version: { savedAt, content },
  isBusy,
  onRestore,
}: {
  readonly version: MessageVersion;
  readonly isBusy: boolean;
  readonly onRestore: () => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <Paper p="sm">
      <Stack gap={4}>
        <Text size="xs" c="dimmed">
          <MomentText moment={savedAt} />
        </Text>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {content.name}
        </Text>
        <Text size="sm" lineClamp={6} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {gistOf(content.messageJson)}
        </Text>
        <Group justify="flex-end">
          <Button size="compact-sm" variant="default" disabled={isBusy} onClick={onRestore}>
            {t('versions.restore')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
