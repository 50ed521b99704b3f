import { ActionIcon, Group, Paper, Select, Stack, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageField } from '#renderer/places/messages/editor/message-field.tsx';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { type CardElement, writtenOrNull } from './card-content.ts';
import { Folded } from './folded.tsx';
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
  const path = `${CARD_PATH}.elements[${index}]`;
  return (
    <Paper component="section" aria-label={t('element.name', { number: index + 1 })}>
      <Stack gap="sm">
        <ElementHead index={index} count={count} onMove={onMove} onRemove={onRemove} />
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
        <Folded label={t('element.more', { number: index + 1 })}>
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

function ElementHead({
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
  const { t } = useTranslation('ask-card');
  const number = index + 1;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Title order={3} size="h5">
        {t('element.name', { number })}
      </Title>
      {count === 1 ? null : (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            aria-label={t('element.up', { number })}
            disabled={index === 0}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label={t('element.down', { number })}
            disabled={index === count - 1}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" color="red" aria-label={t('element.remove', { number })} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </Group>
  );
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
