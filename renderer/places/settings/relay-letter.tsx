import { Button, CopyButton, Group, Textarea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SectionPart } from './section-part.tsx';

/** The exact words for the developer who sets a relay up. */
export function RelayLetter({
  command,
  verifyWord,
  fields,
}: {
  readonly command: string;
  /** `null` = none was drawn yet. */
  readonly verifyWord: string | null;
  readonly fields: string;
}): ReactElement {
  const { t } = useTranslation('relay');
  const text = t('letter.body', { command, fields, word: verifyWord ?? t('letter.wordLater') });
  return (
    <SectionPart title={t('letter.title')} text={t('letter.text')}>
      <Textarea aria-label={t('letter.title')} value={text} readOnly autosize minRows={8} maxRows={16} />
      <Group justify="flex-end">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
              onClick={copy}
            >
              <span aria-live="polite">{copied ? t('letter.copied') : t('letter.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
    </SectionPart>
  );
}
