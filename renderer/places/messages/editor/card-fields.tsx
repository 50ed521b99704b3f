import { Paper, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '#renderer/parts/editing/editor-context.ts';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import { RowHead, type RowHeadWords } from '#renderer/parts/editing/row-head.tsx';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { ButtonListFields } from './button-list-fields.tsx';
import { HeightChoice } from './height-choice.tsx';
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
  /** Changes it as it stands by then. */
  readonly onChange: (change: (now: CardForm) => CardForm) => void;
  /** Moves it by one place, -1 or 1. */
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const { problems, showsMissing } = useEditor();
  const isAlone = showsMissing && problems.some((problem) => problem.path === path);
  const number = index + 1;
  const words = useHeadWords(number);
  return (
    <Paper component="section" aria-label={words.title}>
      <Stack gap="sm">
        <RowHead words={words} index={index} count={count} onMove={onMove} onRemove={onRemove} />
        <MessageField
          label={t('card.headline')}
          path={`${path}.title`}
          limit={CONTENT_LIMITS.genericTitle}
          value={card.title}
          onChange={(title) => onChange((now) => ({ ...now, title }))}
        />
        <MessageField
          label={t('card.subtitle')}
          path={`${path}.subtitle`}
          limit={CONTENT_LIMITS.genericSubtitle}
          value={card.subtitle}
          onChange={(subtitle) => onChange((now) => ({ ...now, subtitle }))}
        />
        {isAlone ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert" tabIndex={-1} data-problem>
            {t('problem.cardAlone')}
          </Text>
        ) : null}
        <CardLinks card={card} path={path} onChange={(change) => onChange((now) => ({ ...now, ...change }))} />
        <ButtonListFields
          buttons={card.buttons}
          path={`${path}.buttons`}
          least={0}
          onChange={(change) => onChange((now) => ({ ...now, buttons: change(now.buttons) }))}
        />
      </Stack>
    </Paper>
  );
}

function useHeadWords(number: number): RowHeadWords {
  const { t } = useTranslation('messages');
  return {
    title: t('card.title', { number }),
    up: t('card.moveUp', { number }),
    down: t('card.moveDown', { number }),
    remove: t('card.remove', { number }),
  };
}

function CardLinks({
  card,
  path,
  onChange,
}: {
  readonly card: CardForm;
  readonly path: string;
  readonly onChange: (change: Partial<CardForm>) => void;
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
        onChange={(imageUrl) => onChange({ imageUrl })}
      />
      <MessageField
        label={t('card.tap')}
        hint={t('card.tapHint')}
        path={`${path}.default_action.url`}
        limit={null}
        inputMode="url"
        value={card.tapUrl}
        onChange={(tapUrl) => onChange({ tapUrl })}
      />
      {card.tapUrl === '' ? null : (
        <HeightChoice value={card.tapHeight} onChange={(tapHeight) => onChange({ tapHeight })} />
      )}
    </>
  );
}
