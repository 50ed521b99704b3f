import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { useDriftWords } from '#renderer/places/settings/drift-text.tsx';
import type { Attention } from '#shared/contract/today.ts';

/** Everything that waits for the person, each with the step that settles it. */
export function AttentionList({ attention }: { readonly attention: readonly Attention[] }): ReactElement {
  const { t } = useTranslation('today');
  return (
    <Stack component="section" gap="xs" aria-label={t('attention.title')}>
      {attention.map((one) => (
        <Notice key={keyOf(one)} attention={one} />
      ))}
    </Stack>
  );
}

function Notice({ attention }: { readonly attention: Attention }): ReactElement {
  const words = useNoticeWords(attention);
  return (
    <Alert color={words.isUrgent ? 'red' : 'yellow'} icon={<IconAlertTriangle aria-hidden />} title={words.title}>
      <Group justify="space-between" align="center" gap="sm">
        <Text size="sm" flex="1 1 320px">
          {words.text}
        </Text>
        {words.step === null ? null : <NextStep step={words.step} />}
      </Group>
    </Alert>
  );
}

interface Step {
  readonly to: string;
  /** Whose things are shown there; not given = it does not matter. */
  readonly account?: string;
  readonly word: string;
}

function NextStep({ step: { to, account, word } }: { readonly step: Step }): ReactElement {
  return (
    <Button
      size="xs"
      variant="default"
      renderRoot={(props) => <Link to={to} {...(account === undefined ? {} : { search: { account } })} {...props} />}
    >
      {word}
    </Button>
  );
}

interface NoticeWords {
  readonly isUrgent: boolean;
  readonly title: string;
  readonly text: string;
  readonly step: Step | null;
}

function useNoticeWords(attention: Attention): NoticeWords {
  const { t } = useTranslation(['today', 'relay']);
  const tell = useMomentWords();
  const drift = useDriftWords();
  const undecided = useUndecidedWords();
  const plain = (kind: 'disarmed' | 'check' | 'disk' | 'backup', isUrgent: boolean, text: string): NoticeWords => ({
    isUrgent,
    title: t(`attention.${kind}.title`),
    text,
    step: { to: '/settings', word: t('attention.toSettings') },
  });
  switch (attention.kind) {
    case 'uncertain':
      return {
        ...undecided(attention),
        step: { to: `/messages/${attention.campaign}/progress`, word: t('attention.look') },
      };
    case 'cards':
      return {
        ...undecided(attention),
        step: { to: '/ask/sent', account: attention.account, word: t('attention.look') },
      };
    case 'account':
      return {
        isUrgent: attention.state === 'frozen',
        title: t('attention.account.title', { name: attention.name, why: t(`states:stop.${attention.reason}.short`) }),
        text: [
          t(`states:stop.${attention.reason}.why`),
          ...(attention.until === null ? [] : [t('attention.account.until', { time: tell(attention.until) })]),
        ].join(' '),
        step: { to: '/settings', word: t('attention.toSettings') },
      };
    case 'paused':
      return {
        isUrgent: true,
        title: t('attention.paused.title', { name: attention.name }),
        text: t('attention.paused.text'),
        step: { to: `/messages/${attention.campaign}/progress`, word: t('attention.look') },
      };
    case 'zones':
      return {
        isUrgent: false,
        title: t('attention.zones.title', { n: attention.people }),
        text: t('attention.zones.text'),
        step: { to: '/people/zones', word: t('attention.zones.step') },
      };
    case 'drift':
      return {
        isUrgent: false,
        title: `${attention.name}: ${t('relay:drift.title', { n: attention.people })}`,
        text: drift(attention),
        step: { to: '/settings', word: t('attention.toSettings') },
      };
    case 'disarmed':
      return plain('disarmed', true, t(`attention.disarmed.${attention.because}`));
    case 'check':
      return plain('check', false, t('attention.check.text'));
    case 'disk':
      return plain('disk', true, t('attention.disk.text', { n: attention.freeMegabytes }));
    default:
      return plain(
        'backup',
        false,
        attention.last === null
          ? t('attention.backup.none')
          : t('attention.backup.old', { time: tell(attention.last) }),
      );
  }
}

/** Words for what nobody can tell arrived: messages of a campaign, or cards and follow-ups of an account. */
function useUndecidedWords(): (of: Extract<Attention, { kind: 'uncertain' | 'cards' }>) => Omit<NoticeWords, 'step'> {
  const { t } = useTranslation('today');
  return ({ kind, name, messages, waiting }) => ({
    isUrgent: waiting > 0,
    title: t(`attention.${kind}.title`, { n: messages, name }),
    text: waiting > 0 ? t(`attention.${kind}.waiting`, { n: waiting }) : t('attention.uncertain.settling'),
  });
}

function keyOf(attention: Attention): string {
  if ('account' in attention) return `${attention.kind} ${attention.account}`;
  return 'campaign' in attention ? `${attention.kind} ${attention.campaign}` : attention.kind;
}
