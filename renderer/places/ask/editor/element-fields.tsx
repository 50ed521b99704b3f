import { Paper, Select, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Folded } from '#renderer/parts/editing/folded.tsx';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import { RowHead, type RowHeadWords } from '#renderer/parts/editing/row-head.tsx';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { type CardElement, writtenOrNull } from './card-content.ts';
import { CARD_PATH } from './use-card-problems.ts';

/** One question of a carousel. */
export function ElementFields({
  element,
  index,
  count,
  onChange,
  onMove,
  onRemove,
}: {
  readonly element: CardElement;
  /** Its place, from 0, among `count`. */
  readonly index: number;
  readonly count: number;
  readonly onChange: (element: CardElement) => void;
  /** Moves it by one place, -1 or 1. */
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const number = index + 1;
  const words = useHeadWords(number);
  const path = `${CARD_PATH}.elements[${index}]`;
  return (
    <Paper component="section" aria-label={words.title}>
      <Stack gap="sm">
        <RowHead words={words} index={index} count={count} onMove={onMove} onRemove={onRemove} />
        <MessageField
          label={t('element.title')}
          hint={t('element.titleHint')}
          path={`${path}.title`}
          limit={CONTENT_LIMITS.optInTitle}
          value={element.title ?? ''}
          onChange={(title) => onChange({ ...element, title: writtenOrNull(title) })}
        />
        <MessageField
          label={t('element.picture')}
          path={`${path}.image_url`}
          limit={null}
          inputMode="url"
          value={element.imageUrl ?? ''}
          onChange={(address) => onChange({ ...element, imageUrl: writtenOrNull(address) })}
        />
        <Folded label={t('element.more', { number })} path={`${path}.payload`}>
          <MessageField
            label={t('payload.label')}
            hint={t('payload.hint')}
            path={`${path}.payload`}
            limit={CONTENT_LIMITS.payload}
            value={element.payload}
            onChange={(payload) => onChange({ ...element, payload })}
          />
          <ReoptinChoice value={element.isReoptin} onChange={(isReoptin) => onChange({ ...element, isReoptin })} />
        </Folded>
      </Stack>
    </Paper>
  );
}

function useHeadWords(number: number): RowHeadWords {
  const { t } = useTranslation('ask-card');
  return {
    title: t('element.name', { number }),
    up: t('element.up', { number }),
    down: t('element.down', { number }),
    remove: t('element.remove', { number }),
  };
}

/** The old field for asking again; shown and sent as it is chosen, and it never keeps anybody from being messaged (DESIGN 4, Stops). */
function ReoptinChoice({
  value,
  onChange,
}: {
  readonly value: boolean | null;
  readonly onChange: (isReoptin: boolean | null) => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  return (
    <Select
      label={t('reoptin.label')}
      description={t('reoptin.what')}
      data={[
        { value: 'unsaid', label: t('reoptin.unsaid') },
        { value: 'on', label: t('reoptin.on') },
        { value: 'off', label: t('reoptin.off') },
      ]}
      value={value === null ? 'unsaid' : value ? 'on' : 'off'}
      allowDeselect={false}
      onChange={(chosen) => onChange(chosen === 'unsaid' ? null : chosen === 'on')}
    />
  );
}
