import { Alert, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { DraftContent } from '#shared/contract/message-draft.ts';
import type { MessageDraft } from '#shared/contract/messages.ts';
import { gistOf } from './gist.ts';

/** Somebody saved this message in another window meanwhile: both texts, and what to do about them. Nothing is lost either way. */
export function TwoTexts({
  mine,
  theirs,
  isBusy,
  onKeepMine,
  onTakeTheirs,
  onKeepBoth,
}: {
  readonly mine: DraftContent;
  readonly theirs: MessageDraft;
  /** A new draft is being made. */
  readonly isBusy: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onKeepBoth: () => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <Alert color="yellow" role="alert" title={t('two.title')}>
      <Stack gap="md">
        <Text size="sm">{t('two.what')}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <OneText title={t('two.mine')} content={mine} />
          <OneText title={t('two.theirs')} content={theirs.content}>
            {theirs.savedAt === null ? null : <MomentText moment={theirs.savedAt} />}
          </OneText>
        </SimpleGrid>
        <Group gap="xs">
          <Button size="xs" onClick={onKeepMine}>
            {t('two.keepMine')}
          </Button>
          <Button size="xs" variant="default" onClick={onTakeTheirs}>
            {t('two.takeTheirs')}
          </Button>
          <Button size="xs" variant="default" disabled={isBusy} onClick={onKeepBoth}>
            {t('two.keepBoth')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function OneText({
  title,
  content,
  children,
}: {
  readonly title: string;
  readonly content: DraftContent;
  readonly children?: ReactElement | null;
}): ReactElement {
  const { t } = useTranslation('messages');
  const gist = gistOf(content.messageJson);
  return (
    <Paper p="sm">
      <Title order={2} size="h6">
        {title}
      </Title>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {content.name}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} lineClamp={12}>
        {gist === '' ? t('preview.empty') : gist}
      </Text>
    </Paper>
  );
}
