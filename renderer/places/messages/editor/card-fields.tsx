import { ActionIcon, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { ButtonListFields } from './button-fields.tsx';
import { useEditor } from './editor-context.ts';
import { HeightChoice } from './height-choice.tsx';
import { MessageField } from './message-field.tsx';
import type { CardForm } from './message-form.ts';

/** One card of a carousel. */
export function CardFields({
  card,
  index,
  count,
  path,
  onChange,
  onMove,
  onRemove,
}: {
  readonly card: CardForm;
  /** Its place, from 0, among `count` cards. */
  readonly index: number;
  readonly count: number;
  readonly path: string;
  readonly onChange: (card: CardForm) => void;
  /** Moves it by one place, -1 or 1. */
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const { problems, showsMissing } = useEditor();
  const isAlone = showsMissing && problems.some((problem) => problem.path === path);
  const number = index + 1;
  return (
    <Paper component="section" aria-label={t('card.title', { number })}>
      <Stack gap="sm">
        <CardHead index={index} count={count} onMove={onMove} onRemove={onRemove} />
        <MessageField
          label={t('card.headline')}
          path={`${path}.title`}
          limit={CONTENT_LIMITS.genericTitle}
          value={card.title}
          onChange={(title) => onChange({ ...card, title })}
        />
        <MessageField
          label={t('card.subtitle')}
          path={`${path}.subtitle`}
          limit={CONTENT_LIMITS.genericSubtitle}
          value={card.subtitle}
          onChange={(subtitle) => onChange({ ...card, subtitle })}
        />
        {isAlone ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('problem.cardAlone')}
          </Text>
        ) : null}
        <CardLinks card={card} path={path} onChange={onChange} />
        <ButtonListFields
          buttons={card.buttons}
          path={`${path}.buttons`}
          least={0}
          onChange={(buttons) => onChange({ ...card, buttons })}
        />
      </Stack>
    </Paper>
  );
}

function CardHead({
  index,
  count,
  onMove,
  onRemove,
}: {
  readonly index: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const number = index + 1;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Title order={3} size="h5">
        {t('card.title', { number })}
      </Title>
      {count === 1 ? null : (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            aria-label={t('card.moveUp', { number })}
            disabled={index === 0}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label={t('card.moveDown', { number })}
            disabled={index === count - 1}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" color="red" aria-label={t('card.remove', { number })} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </Group>
  );
}

function CardLinks({
  card,
  path,
  onChange,
}: {
  readonly card: CardForm;
  readonly path: string;
  readonly onChange: (card: CardForm) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <>
      <MessageField
        label={t('card.picture')}
        hint={t('card.pictureHint')}
        path={`${path}.image_url`}
        limit={null}
        inputMode="url"
        value={card.imageUrl}
        onChange={(imageUrl) => onChange({ ...card, imageUrl })}
      />
      <MessageField
        label={t('card.tap')}
        hint={t('card.tapHint')}
        path={`${path}.default_action.url`}
        limit={null}
        inputMode="url"
        value={card.tapUrl}
        onChange={(tapUrl) => onChange({ ...card, tapUrl })}
      />
      {card.tapUrl === '' ? null : (
        <HeightChoice value={card.tapHeight} onChange={(tapHeight) => onChange({ ...card, tapHeight })} />
      )}
    </>
  );
}
