import { Alert, Button, CopyButton, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { QRCodeSVG } from 'qrcode.react';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveText } from '#renderer/parts/save-text.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import { chatLink, refOf } from './chat-address.ts';
import classes from './chat-link.module.css';
import { PrintSheet } from './print-sheet.tsx';

/** Size of the code on the screen, in pixels. */
const SIZE = 208;

/** The link that opens the chat, and its QR code: drawn here, nothing is fetched. */
export function ChatLink({
  account,
  choice,
}: {
  readonly account: AccountView;
  /** The choice of another account, where there are several. */
  readonly choice: ReactNode;
}): ReactElement {
  const { t } = useTranslation('ask-ways');
  const { platform } = account;
  const [name, setName] = useState(platform === 'messenger' ? account.pageId : '');
  const [ref, setRef] = useState('');
  const [shop, setShop] = useState(account.name);
  const link = chatLink({ platform, name, ref });
  return (
    <Paper p="lg" component="section" aria-labelledby="chat-link">
      <Group align="flex-start" gap="xl">
        <Stack gap="sm" flex="1 1 340px" miw={0}>
          <Title order={2} size="h3" id="chat-link">
            {t('link.title')}
          </Title>
          <Text size="sm">{t('link.text')}</Text>
          {choice}
          <TextInput
            label={t(`link.name.${platform}`)}
            description={t(`link.nameHint.${platform}`)}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('link.ref')}
            description={t('link.refHint')}
            value={ref}
            maxLength={60}
            onChange={(event) => setRef(event.currentTarget.value)}
          />
          {refOf(ref) === ref ? null : (
            <Text size="xs" c="dimmed">
              {t('link.refBecomes', { ref: refOf(ref) })}
            </Text>
          )}
          <TextInput
            label={t('link.shop')}
            description={t('link.shopHint')}
            value={shop}
            maxLength={80}
            onChange={(event) => setShop(event.currentTarget.value)}
          />
          {account.isPractice ? (
            <Alert variant="light" color="gray">
              {t('link.practice')}
            </Alert>
          ) : null}
        </Stack>
        {link === null ? (
          <Text c="dimmed">{t('link.none')}</Text>
        ) : (
          <Code link={link} shop={shop} refText={refOf(ref)} />
        )}
      </Group>
    </Paper>
  );
}

function Code({
  link,
  shop,
  refText,
}: {
  readonly link: string;
  readonly shop: string;
  readonly refText: string;
}): ReactElement {
  const { t } = useTranslation('ask-ways');
  const code = useRef<SVGSVGElement>(null);
  const save = (): void => {
    if (code.current === null) return;
    const text = new XMLSerializer().serializeToString(code.current);
    saveText(refText === '' ? 'chat.svg' : `chat-${refText}.svg`, [text], 'image/svg+xml');
  };
  return (
    <Stack gap="sm" align="center" flex="0 1 320px" miw={0}>
      <div className={classes['code']}>
        <QRCodeSVG ref={code} value={link} size={SIZE} level="M" marginSize={4} title={t('code.title', { link })} />
      </div>
      <Text size="sm" ff="monospace" ta="center" style={{ overflowWrap: 'anywhere' }}>
        {link}
      </Text>
      <Group gap="xs" justify="center">
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? t('code.copied') : t('code.copy')}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
          {t('code.save')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('code.print')}
        </Button>
      </Group>
      <PrintSheet link={link} shop={shop} />
    </Stack>
  );
}
