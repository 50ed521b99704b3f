import { Alert, Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '#renderer/parts/editing/editor-context.ts';
import { MessageField } from '#renderer/parts/editing/message-field.tsx';
import { ProblemList } from '#renderer/parts/editing/problem-list.tsx';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { assertNever } from '#shared/lang/assert-never.ts';
import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';
import { ButtonListFields } from './button-list-fields.tsx';
import { CardListFields } from './card-list-fields.tsx';
import classes from './editor.module.css';
import { MediaFields } from './media-fields.tsx';
import { emptyMessage, type FormChange, MESSAGE_KINDS, type MessageForm } from './message-form.ts';

/** What people get: the kind of message and its fields. */
export function MessageSection({
  form,
  onChange,
}: {
  readonly form: MessageForm;
  readonly onChange: (change: FormChange) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const choose = useKindChoice(form, onChange);
  return (
    <Stack gap="md">
      <Radio.Group label={t('kind.label')} value={form.kind} onChange={choose}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
          {MESSAGE_KINDS.map((kind) => (
            <Radio.Card key={kind} value={kind} p="sm" className={classes['kind'] ?? ''}>
              <Group component="span" wrap="nowrap" align="flex-start" gap="sm">
                <Radio.Indicator component="span" />
                <span>
                  <Text fw={600} size="sm" component="span" display="block">
                    {t(`kind.${kind}.name`)}
                  </Text>
                  <Text size="sm" c="dimmed" component="span" display="block">
                    {t(`kind.${kind}.what`)}
                  </Text>
                </span>
              </Group>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      <KindFields form={form} onChange={onChange} />
    </Stack>
  );
}

/** Another kind keeps the text; what it has no place for comes back when the kind does, and with Undo. */
function useKindChoice(form: MessageForm, onChange: (form: MessageForm) => void): (kind: string) => void {
  const { t } = useTranslation(['messages', 'common']);
  const [earlier, setEarlier] = useState<Partial<Record<MessageForm['kind'], MessageForm>>>({});
  return (chosen) => {
    const kind = MESSAGE_KINDS.find((one) => one === chosen);
    if (kind === undefined || kind === form.kind) return;
    setEarlier({ ...earlier, [form.kind]: form });
    onChange(earlier[kind] ?? withText(emptyMessage(kind), textOf(form)));
    if (form.kind === 'other') {
      showUndo({ text: t('messages:kind.replaced'), undoWord: t('common:undo'), undo: () => onChange(form) });
    }
  };
}

function textOf(form: MessageForm): string {
  if (form.kind === 'text' || form.kind === 'button') return form.text;
  return form.kind === 'generic' ? (form.cards[0]?.title ?? '') : '';
}

function withText(form: MessageForm, text: string): MessageForm {
  if (form.kind === 'text' || form.kind === 'button') return { ...form, text };
  if (form.kind !== 'generic') return form;
  return { ...form, cards: form.cards.map((card, index) => (index === 0 ? { ...card, title: text } : card)) };
}

function KindFields({
  form,
  onChange,
}: {
  readonly form: MessageForm;
  readonly onChange: (change: FormChange) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const { platform, problems } = useEditor();
  switch (form.kind) {
    case 'text':
      return (
        <MessageField
          isLong
          label={t('text.label')}
          hint={platform === 'instagram' ? t('text.bytesHint') : t('text.hint')}
          path="message.text"
          limit={platform === 'instagram' ? CONTENT_LIMITS.instagramText : CONTENT_LIMITS.messengerText}
          value={form.text}
          onChange={(text) => onChange({ ...form, text })}
        />
      );
    case 'button':
      return (
        <Stack gap="md">
          <MessageField
            isLong
            label={t('text.label')}
            path="message.attachment.payload.text"
            limit={CONTENT_LIMITS.buttonTemplateText}
            value={form.text}
            onChange={(text) => onChange({ ...form, text })}
          />
          <ButtonListFields
            buttons={form.buttons}
            path="message.attachment.payload.buttons"
            least={1}
            onChange={(change) =>
              onChange((now) => (now.kind === 'button' ? { ...now, buttons: change(now.buttons) } : form))
            }
          />
        </Stack>
      );
    case 'generic':
      return <CardListFields form={form} onChange={onChange} />;
    case 'media':
      return <MediaFields form={form} onChange={onChange} />;
    case 'other':
      return (
        <Alert>
          <Stack gap="xs">
            {t('kind.other')}
            <ProblemList label={t('editor.problems', { count: problems.length })} />
          </Stack>
        </Alert>
      );
    default:
      return assertNever(form, 'message form');
  }
}
