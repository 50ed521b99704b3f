import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import type { CardSaver, CardWriting } from './card-ways.ts';

/** What stands in the way of saving, if anything does, with ways out. */
export function CardTrouble({
  writing: { content, state },
  saver,
}: {
  readonly writing: CardWriting;
  readonly saver: CardSaver;
}): ReactElement | null {
  const { t } = useTranslation('ask-card');
  if (state.kind === 'failed') {
    // A line that went comes back by itself, and is said beside the name.
    if (refusalOf(state.error).code === 'lineLost') return null;
    return <Refusal error={state.error} retry={() => void saver.flush()} />;
  }
  if (state.kind !== 'stale') return null;
  const { theirs } = state;
  return (
    <Alert color="yellow" role="alert" title={t('two.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('two.what')}</Text>
        <Text size="sm">{t('two.mine', { name: content.name, title: content.card.title ?? t('two.noTitle') })}</Text>
        <Text size="sm">
          {t('two.theirs', { name: theirs.name, title: theirs.card.title ?? t('two.noTitle') })}{' '}
          <MomentText moment={theirs.changedAt} />
        </Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => saver.keepMine()}>
            {t('two.keepMine')}
          </Button>
          <Button size="xs" variant="default" onClick={() => saver.takeTheirs()}>
            {t('two.takeTheirs')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
