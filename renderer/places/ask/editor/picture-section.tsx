import { Alert, Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import type { CardWarning } from '#shared/contract/opt-in-card.ts';
import { IMAGE_RATIOS } from '#shared/domain/opt-in.ts';
import { type Card, writtenOrNull } from './card-content.ts';
import classes from './card-editor.module.css';
import { CropDrawing } from './crop-drawing.tsx';
import { CARD_PATH } from './use-card-problems.ts';
import { useDroppedFile } from './use-dropped-file.ts';
import { Warnings } from './warnings.tsx';

/** The picture: where it stands on the web, and how Meta crops it. */
export function PictureSection({
  card,
  warnings,
  onChange,
}: {
  readonly card: Card;
  readonly warnings: readonly CardWarning[];
  readonly onChange: (change: Partial<Card>) => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const { file, forget } = useDroppedFile();
  const notice = useRef<HTMLDivElement>(null);
  // Whoever dropped the file may be looking at another part of the form.
  useEffect(() => {
    if (file !== null) notice.current?.scrollIntoView({ block: 'center' });
  }, [file]);
  return (
    <Stack gap="md">
      {file === null ? null : (
        <Alert
          ref={notice}
          color="yellow"
          role="alert"
          title={t('picture.file', { name: file })}
          withCloseButton
          closeButtonLabel={t('picture.understood')}
          onClose={forget}
        >
          <Text size="sm">{t('picture.fileWayOut')}</Text>
        </Alert>
      )}
      <MessageField
        label={t('picture.address')}
        hint={t('picture.hint')}
        path={`${CARD_PATH}.image_url`}
        limit={null}
        inputMode="url"
        value={card.imageUrl ?? ''}
        onChange={(address) => onChange({ imageUrl: writtenOrNull(address) })}
      />
      <Warnings warnings={warnings} kinds={['noImage']} />
      <RatioChoice card={card} onChange={onChange} />
    </Stack>
  );
}

function RatioChoice({
  card,
  onChange,
}: {
  readonly card: Card;
  readonly onChange: (change: Partial<Card>) => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  return (
    <Radio.Group
      label={t('crop.label')}
      description={t('crop.hint')}
      value={card.imageRatio ?? 'meta'}
      onChange={(chosen) => onChange({ imageRatio: IMAGE_RATIOS.find((ratio) => ratio === chosen) ?? null })}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
        {IMAGE_RATIOS.map((ratio) => (
          <Radio.Card key={ratio} value={ratio} p="sm" className={classes['choice'] ?? ''}>
            <Group component="span" wrap="nowrap" gap="sm">
              <Radio.Indicator component="span" />
              <CropDrawing ratio={ratio} />
              <span>
                <Text fw={600} size="sm" component="span" display="block">
                  {t(`crop.${ratio}.name`)}
                </Text>
                <Text size="xs" c="dimmed" component="span" display="block">
                  {t(`crop.${ratio}.what`)}
                </Text>
              </span>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
      <Radio mt="xs" value="meta" label={t('crop.meta')} />
    </Radio.Group>
  );
}
