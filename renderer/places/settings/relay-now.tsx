import { ActionIcon, Code, CopyButton, Group, Stack } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { Relay } from '#shared/contract/relay.ts';
import { Fact } from './fact.tsx';

/** Whether webhooks are taken and came lately, with the address and the verify word of this data folder. */
export function RelayNow({ relay }: { readonly relay: Relay }): ReactElement {
  const { t } = useTranslation('relay');
  return (
    <Stack gap="sm">
      <Fact name={t('now.address')}>
        {relay.address === null ? t('now.off') : <Copied text={relay.address} name={t('now.copyAddress')} />}
      </Fact>
      <Fact name={t('now.word')}>
        {relay.verifyWord === null ? t('now.noWord') : <Copied text={relay.verifyWord} name={t('now.copyWord')} />}
      </Fact>
      <Fact name={t('now.last')}>{relay.last === null ? t('now.never') : <MomentText moment={relay.last} />}</Fact>
      <Fact name={t('now.today')}>{t('now.events', { n: relay.today })}</Fact>
    </Stack>
  );
}

function Copied({ text, name }: { readonly text: string; readonly name: string }): ReactElement {
  return (
    <Group gap={6} wrap="nowrap">
      <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <ActionIcon variant="subtle" color={copied ? 'teal' : 'gray'} aria-label={name} onClick={copy}>
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}
