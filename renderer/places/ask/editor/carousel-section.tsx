import { Button, Group, Radio, Stack, Switch, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putBack } from '#renderer/parts/editing/put-back.ts';
import type { Change } from '#renderer/parts/saving/saving-ways.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import type { CardWarning } from '#shared/contract/opt-in-card.ts';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { type Card, type CardElement, emptyElement } from './card-content.ts';
import { ElementFields } from './element-fields.tsx';
import { Warnings } from './warnings.tsx';

/** One question, or a carousel of up to five to swipe through. */
export function CarouselSection({
  card,
  warnings,
  onChange,
}: {
  readonly card: Card;
  readonly warnings: readonly CardWarning[];
  readonly onChange: (change: Change<Card>) => void;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const { elements } = card;
  // What a single card has no place for comes back when the carousel does.
  const [earlier, setEarlier] = useState<Card['elements']>([]);
  const choose = (kind: string): void => {
    if (kind === 'one') {
      setEarlier(elements);
      onChange({ elements: [], hasFrequency: false });
    } else if (elements.length === 0) {
      onChange({ elements: earlier.length === 0 ? [emptyElement()] : earlier, hasFrequency: true });
    }
  };
  return (
    <Stack gap="md">
      <Radio.Group label={t('carousel.label')} value={elements.length === 0 ? 'one' : 'many'} onChange={choose}>
        <Stack gap="xs" mt="xs">
          <Radio value="one" label={t('carousel.one')} />
          <Radio value="many" label={t('carousel.many')} description={t('carousel.what')} />
        </Stack>
      </Radio.Group>
      {elements.length === 0 ? null : <Elements card={card} onChange={onChange} />}
      {elements.length === 0 ? null : (
        <Switch
          label={t('frequency.label')}
          description={t('frequency.what')}
          checked={card.hasFrequency}
          onChange={(event) => onChange({ hasFrequency: event.currentTarget.checked })}
        />
      )}
      <Warnings warnings={warnings} kinds={['frequency']} />
    </Stack>
  );
}

function Elements({
  card: { elements, hasFrequency },
  onChange,
}: {
  readonly card: Card;
  readonly onChange: (change: Change<Card>) => void;
}): ReactElement {
  const { t } = useTranslation(['ask-card', 'common']);
  const set = (change: (now: readonly CardElement[]) => readonly CardElement[]): void =>
    onChange((now) => ({ elements: [...change(now.elements)] }));
  const remove = (element: CardElement, index: number): void => {
    const taken = { item: element, index, before: elements, most: CONTENT_LIMITS.optInElements.max };
    set((now) => now.toSpliced(index, 1));
    showUndo({
      text: t('ask-card:element.removed', { number: index + 1 }),
      undoWord: t('common:undo'),
      // Where one single thing is asked for meanwhile, the carousel comes back as it was.
      undo: () =>
        onChange((now) =>
          now.elements.length === 0 ? { elements, hasFrequency } : { elements: [...putBack(now.elements, taken)] },
        ),
    });
  };
  return (
    <Stack gap="md">
      {elements.map((element, index) => (
        <ElementFields
          // Its place is what tells one from another: payloads can be changed, also into alike ones.
          key={`${index} of ${elements.length}`}
          element={element}
          index={index}
          count={elements.length}
          onChange={(changed) => set((now) => now.with(index, changed))}
          onMove={(by) => set((now) => now.toSpliced(index, 1).toSpliced(index + by, 0, element))}
          onRemove={() => remove(element, index)}
        />
      ))}
      {elements.length >= CONTENT_LIMITS.optInElements.max ? (
        <Text size="sm" c="dimmed">
          {t('ask-card:carousel.full')}
        </Text>
      ) : (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => set((now) => [...now, emptyElement()])}
          >
            {t('ask-card:carousel.add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
