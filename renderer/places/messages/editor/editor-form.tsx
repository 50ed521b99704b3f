import { Stack, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormSection } from '#renderer/parts/editing/form-section.tsx';
import { type DraftContent, LONGEST_NAME } from '#shared/contract/message-draft.ts';
import type { MessageDraft } from '#shared/contract/messages.ts';
import { AnsweredBy } from './answered-by.tsx';
import { AudienceSection } from './audience-section.tsx';
import { type FormChange, hasPostback, type MessageForm } from './message-form.ts';
import { MessageSection } from './message-section.tsx';
import { ScheduleSection } from './schedule-section.tsx';

/** Everything about a message that can be filled in: name, message, who, when. */
export function EditorForm({
  draft,
  content,
  form,
  onForm,
  onChange,
  next,
}: {
  readonly draft: MessageDraft;
  /** What is written now. */
  readonly content: DraftContent;
  readonly form: MessageForm;
  readonly onForm: (change: FormChange) => void;
  readonly onChange: (change: Partial<DraftContent>) => void;
  /** The way on. */
  readonly next: ReactNode;
}): ReactElement {
  const { t } = useTranslation('messages');
  const { account, topics, answeredBy } = content;
  return (
    <Stack gap="lg">
      <TextInput
        label={t('editor.name')}
        description={t('editor.nameHint')}
        value={content.name}
        maxLength={LONGEST_NAME}
        error={content.name.trim() === '' ? t('editor.nameMissing') : null}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <FormSection title={t('editor.message')}>
        <MessageSection form={form} onChange={onForm} />
        {hasPostback(form) ? (
          <AnsweredBy value={answeredBy} onChange={(value) => onChange({ answeredBy: value })} />
        ) : null}
      </FormSection>
      <FormSection title={t('editor.audience')}>
        <AudienceSection account={account} topics={topics} onChange={onChange} />
      </FormSection>
      <FormSection title={t('editor.schedule')}>
        <ScheduleSection content={content} instant={draft.instant} onChange={(schedule) => onChange({ schedule })} />
      </FormSection>
      {next}
    </Stack>
  );
}
