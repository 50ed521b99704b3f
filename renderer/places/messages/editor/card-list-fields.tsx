import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { putBack } from '#renderer/parts/editing/put-back.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { CardFields } from './card-fields.tsx';
import { type CardForm, emptyCard, type FormChange, type MessageForm } from './message-form.ts';

const PATH = 'message.attachment.payload';

/** Cards to swipe through: one to ten, with one crop for all their pictures. */
export function CardListFields({
  form,
  onChange,
}: {
  readonly form: Extract<MessageForm, { kind: 'generic' }>;
  readonly onChange: (change: FormChange) => void;
}): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const cropLabel = useId();
  const { cards } = form;
  const setCards = (change: (now: readonly CardForm[]) => readonly CardForm[]): void =>
    onChange((now) => (now.kind === 'generic' ? { ...now, cards: change(now.cards) } : form));
  const remove = (card: CardForm, index: number): void => {
    const taken = { item: card, index, before: cards, most: CONTENT_LIMITS.genericElements.max };
    setCards((now) => now.filter((one) => one.id !== card.id));
    showUndo({
      text: t('messages:card.removed', { number: index + 1 }),
      undoWord: t('common:undo'),
      undo: () => setCards((now) => putBack(now, taken)),
    });
  };
  return (
    <Stack gap="md">
      {cards.map((card, index) => (
        <CardFields
          key={card.id}
          card={card}
          index={index}
          count={cards.length}
          path={`${PATH}.elements[${index}]`}
          onChange={(change) => setCards((now) => now.map((one) => (one.id === card.id ? change(one) : one)))}
          onMove={(by) => setCards((now) => moved(now, index, by))}
          onRemove={() => remove(card, index)}
        />
      ))}
      <Group justify="space-between" align="flex-end">
        {cards.length >= CONTENT_LIMITS.genericElements.max ? (
          <Text size="sm" c="dimmed">
            {t('messages:card.full')}
          </Text>
        ) : (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setCards((now) => [...now, emptyCard()])}
          >
            {t('messages:card.add')}
          </Button>
        )}
        <Stack gap={4}>
          <Text size="sm" fw={500} id={cropLabel}>
            {t('messages:crop.label')}
          </Text>
          <SegmentedControl
            aria-labelledby={cropLabel}
            value={form.crop ?? 'horizontal'}
            data={[
              { value: 'horizontal', label: t('messages:crop.horizontal') },
              { value: 'square', label: t('messages:crop.square') },
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
