import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { CardFields } from './card-fields.tsx';
import { type CardForm, emptyCard, type MessageForm } from './message-form.ts';

const PATH = 'message.attachment.payload';

/** Cards to swipe through: one to ten, with one crop for all their pictures. */
export function CardListFields({
  form,
  onChange,
}: {
  readonly form: Extract<MessageForm, { kind: 'generic' }>;
  readonly onChange: (form: MessageForm) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const cropLabel = useId();
  const setCards = (cards: readonly CardForm[]): void => onChange({ ...form, cards });
  const { cards } = form;
  return (
    <Stack gap="md">
      {cards.map((card, index) => (
        <CardFields
          key={card.id}
          card={card}
          index={index}
          count={cards.length}
          path={`${PATH}.elements[${index}]`}
          onChange={(changed) => setCards(cards.map((one) => (one.id === changed.id ? changed : one)))}
          onMove={(by) => setCards(moved(cards, index, by))}
          onRemove={() => setCards(cards.filter((one) => one.id !== card.id))}
        />
      ))}
      <Group justify="space-between" align="flex-end">
        {cards.length >= CONTENT_LIMITS.genericElements.max ? (
          <Text size="sm" c="dimmed">
            {t('card.full')}
          </Text>
        ) : (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setCards([...cards, emptyCard()])}
          >
            {t('card.add')}
          </Button>
        )}
        <Stack gap={4}>
          <Text size="sm" fw={500} id={cropLabel}>
            {t('crop.label')}
          </Text>
          <SegmentedControl
            aria-labelledby={cropLabel}
            value={form.crop ?? 'horizontal'}
            data={[
              { value: 'horizontal', label: t('crop.horizontal') },
              { value: 'square', label: t('crop.square') },
            ]}
            onChange={(crop) => onChange({ ...form, crop: crop === 'square' ? 'square' : 'horizontal' })}
          />
        </Stack>
      </Group>
    </Stack>
  );
}

function moved(cards: readonly CardForm[], from: number, by: -1 | 1): readonly CardForm[] {
  const rest = cards.toSpliced(from, 1);
  const card = cards[from];
  return card === undefined ? cards : rest.toSpliced(from + by, 0, card);
}
