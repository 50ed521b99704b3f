import { Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskAddress } from '../ask-address.ts';
import { AskFrame } from '../ask-frame.tsx';
import { AskAccount } from '../parts/ask-account.tsx';
import { OTHER_WAYS } from './ask-ways.ts';
import { ChatLink } from './chat-link.tsx';

/** How a chat can begin in which a card asks: a link and its QR code made here, and what the other ways need. */
export function AskWaysScreen(): ReactElement {
  const { t } = useTranslation('ask-ways');
  const address = useAskAddress('/ask/ways');
  return (
    <AskFrame tab="ways">
      <Stack gap="lg">
        <Text c="dimmed" maw={760}>
          {t('lead')}
        </Text>
        <AskAccount address={address}>
          {(account, choice) => <ChatLink key={account.id} account={account} choice={choice} />}
        </AskAccount>
        <Title order={2} size="h3">
          {t('others')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
          {OTHER_WAYS.map((way) => (
            <Way key={way.name} way={way} />
          ))}
        </SimpleGrid>
        <Rules />
      </Stack>
    </AskFrame>
  );
}

function Way({ way: { name, icon: Icon, isOut } }: { readonly way: (typeof OTHER_WAYS)[number] }): ReactElement {
  const { t } = useTranslation('ask-ways');
  return (
    <Paper p="lg" component="section" aria-labelledby={`way-${name}`}>
      <Stack gap="xs">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <Icon size={22} aria-hidden />
          <Title order={3} size="h5" id={`way-${name}`}>
            {t(`way.${name}.title`)}
          </Title>
        </Group>
        {isOut ? (
          <Badge variant="light" color="gray">
            {t('out')}
          </Badge>
        ) : null}
        <Text size="sm">{t(`way.${name}.text`)}</Text>
        <Text size="sm" c="dimmed">
          {isOut ? t('whyOut', { why: t(`way.${name}.needs`) }) : t('needs', { what: t(`way.${name}.needs`) })}
        </Text>
      </Stack>
    </Paper>
  );
}

function Rules(): ReactElement {
  const { t } = useTranslation('ask-ways');
  return (
    <Paper p="lg">
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('rules.title')}
        </Title>
        <Text size="sm">{t('rules.window')}</Text>
        <Text size="sm">{t('rules.week')}</Text>
        <Text size="sm">{t('rules.pending')}</Text>
      </Stack>
    </Paper>
  );
}
