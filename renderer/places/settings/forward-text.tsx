import { Button, CopyButton, Group, Paper, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/contract/settings.ts';
import { useForwardText } from './use-forward-text.ts';

/** A text for whoever runs the Page, in the language that person reads. */
export function ForwardText(): ReactElement {
  const { t, i18n } = useTranslation('connect');
  const [language, setLanguage] = useState<Language>(LANGUAGES.find((one) => one === i18n.language) ?? 'en');
  const text = useForwardText(language);
  return (
    <Paper p="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('forward.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('forward.text')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('forward.language')}
          value={language}
          onChange={(value) => setLanguage(LANGUAGES.find((one) => one === value) ?? 'en')}
          data={LANGUAGES.map((one) => ({ value: one, label: one.toUpperCase() }))}
        />
        <Textarea
          aria-label={t('forward.title')}
          lang={language}
          value={text}
          readOnly
          autosize
          minRows={6}
          maxRows={12}
        />
        <Group justify="flex-end">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                disabled={text === ''}
                leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
                onClick={copy}
              >
                <span aria-live="polite">{copied ? t('forward.copied') : t('forward.copy')}</span>
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Paper>
  );
}
