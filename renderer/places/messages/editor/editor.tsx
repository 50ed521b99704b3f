import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Page } from '#renderer/parts/page.tsx';
import type { MessageDraft, Sender } from '#shared/contract/messages.ts';
import { Preview } from '../preview/preview.tsx';
import classes from './editor.module.css';
import { EditorContext, useMessageProblems } from './editor-context.ts';
import { EditorForm } from './editor-form.tsx';
import type { MessageForm } from './message-form.ts';
import { fromJson, toJson } from './message-json.ts';
import { NextStep } from './next-step.tsx';
import { SavedNote } from './saved-note.tsx';
import { Trouble } from './trouble.tsx';
import { useDraft } from './use-draft.ts';
import { Versions } from './versions.tsx';

/** Writes a message: what, to whom, when; saved by itself. */
export function Editor({ draft }: { readonly draft: MessageDraft }): ReactElement {
  const { t } = useTranslation('messages');
  const { writing, saver } = useDraft(draft);
  const { content, state } = writing;
  const [showsMissing, setShowsMissing] = useState(false);
  const [form, setForm] = useForm(content.messageJson, writing.epoch, (messageJson) => saver.edit({ messageJson }));
  const sender = useSender(content.account, draft.sender);
  const { platform } = sender;
  const problems = useMessageProblems(content.messageJson, platform);
  const facts = useMemo(() => ({ platform, problems, showsMissing }), [platform, problems, showsMissing]);
  const name = content.name.trim();
  return (
    <Page
      title={name === '' ? t('editor.unnamed') : name}
      lead={<SavedNote state={state} />}
      actions={<Versions campaign={draft.campaign} saver={saver} />}
    >
      <EditorContext value={facts}>
        <Trouble writing={writing} saver={saver} />
        <div className={classes['columns']}>
          <EditorForm
            draft={draft}
            content={content}
            form={form}
            onForm={setForm}
            onChange={(change) => saver.edit(change)}
            next={
              <NextStep
                campaign={draft.campaign}
                problems={problems.length}
                canGoOn={state.kind !== 'stale'}
                onMissing={() => setShowsMissing(true)}
                save={() => saver.flush()}
              />
            }
          />
          <aside className={classes['preview']} aria-label={t('preview.label')}>
            <Preview form={form} messageJson={content.messageJson} sender={sender} />
          </aside>
        </div>
      </EditorContext>
    </Page>
  );
}

/** The form of the message; read anew from its text whenever that was put there by something else than the form. */
function useForm(
  messageJson: string,
  epoch: number,
  onChange: (messageJson: string) => void,
): [MessageForm, (form: MessageForm) => void] {
  const [held, setHeld] = useState({ epoch, form: fromJson(messageJson) });
  const form = held.epoch === epoch ? held.form : fromJson(messageJson);
  if (held.epoch !== epoch) setHeld({ epoch, form });
  const set = (changed: MessageForm): void => {
    setHeld({ epoch, form: changed });
    onChange(toJson(changed));
  };
  return [form, set];
}

/** The account that is chosen now; until the list of accounts is there, the one of the draft. */
function useSender(account: string, known: Sender): Sender {
  const senders = useQuery(ask.messages.senders.queryOptions({ input: {} }));
  return senders.data?.find((one) => one.account === account) ?? known;
}
