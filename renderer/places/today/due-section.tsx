import { Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { Today } from '#shared/contract/today.ts';
import { DueTimeline } from './due-timeline.tsx';

/** Most stretches named one by one (Sundial's choice). */
const STRETCHES = 4;

/** What leaves in the next 24 hours, in whose hours, and when this computer has to be awake for it. */
export function DueSection({ due }: { readonly due: Today['due'] }): ReactElement {
  const { t } = useTranslation('today');
  return (
    <Paper component="section" aria-labelledby="today-due">
      <Stack gap="sm">
        <Group justify="space-between" align="baseline">
          <Title order={2} size="h4" id="today-due">
            {t('due.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('due.count', { n: due.messages })}
          </Text>
        </Group>
        {due.messages === 0 ? <Text c="dimmed">{t('due.none')}</Text> : <DueTimeline due={due} />}
        {due.awake.length === 0 ? null : <Awake awake={due.awake} />}
      </Stack>
    </Paper>
  );
}

function Awake({ awake }: { readonly awake: Today['due']['awake'] }): ReactElement {
  const { t } = useTranslation('today');
  const tell = useMomentWords();
  const [first, ...more] = awake.slice(0, STRETCHES);
  const sentence = ({ from, until, messages }: Today['due']['awake'][number]): string =>
    from.at === until.at
      ? t('due.stretchAt', { from: tell(from), n: messages })
      : t('due.stretch', { from: tell(from), until: tell(until), n: messages });
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <IconMoon size={18} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <Stack gap={2}>
        <Text size="sm">{t(window.sundial === undefined ? 'due.awakeBrowser' : 'due.awakeDesktop')}</Text>
        <List size="sm" c="dimmed">
          {first === undefined ? null : <List.Item>{sentence(first)}</List.Item>}
          {more.map((stretch) => (
            <List.Item key={stretch.from.at}>{sentence(stretch)}</List.Item>
          ))}
        </List>
        {awake.length > STRETCHES ? (
          <Text size="sm" c="dimmed">
            {t('due.moreStretches', { n: awake.length - STRETCHES })}
          </Text>
        ) : null}
      </Stack>
    </Group>
  );
}
