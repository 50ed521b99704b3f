import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EditorFrame } from '#renderer/parts/editing/editor-frame.tsx';
import { useSaver } from '#renderer/parts/saving/use-saver.ts';
import type { MessageDraft, Sender } from '#shared/contract/messages.ts';
import { Preview } from '../preview/preview.tsx';
import { DRAFT_WAYS } from './draft-ways.ts';
import { EditorForm } from './editor-form.tsx';
import type { FormChange, MessageForm } from './message-form.ts';
import { fromJson, toJson } from './message-json.ts';
import { Trouble } from './trouble.tsx';
import { useMessageProblems } from './use-message-problems.ts';
import { Versions } from './versions.tsx';

/** Writes a message: what, to whom, when; saved by itself. */
export function Editor({ draft }: { readonly draft: MessageDraft }): ReactElement {
  const { t } = useTranslation('messages');
  const navigate = useNavigate();
  const { writing, saver } = useSaver(DRAFT_WAYS, draft, useKeepRead());
  const { content, state } = writing;
  const [form, setForm] = useForm(content.messageJson, writing.epoch, (messageJson) => saver.edit({ messageJson }));
  const sender = useSender(content.account, draft.sender);
  const problems = useMessageProblems(content.messageJson, sender.platform);
  const name = content.name.trim();
  return (
    <EditorFrame
      title={name === '' ? t('editor.unnamed') : name}
      actions={<Versions campaign={draft.campaign} saver={saver} />}
      state={state}
      save={() => saver.flush()}
      platform={sender.platform}
      problems={problems}
      trouble={<Trouble writing={writing} saver={saver} />}
      preview={{
        label: t('preview.label'),
        shown: <Preview form={form} messageJson={content.messageJson} sender={sender} />,
      }}
      next={{
        label: t('editor.seePlan'),
        missing: t('editor.problems', { count: problems.length }),
        go: () => navigate({ to: '/messages/$campaign/plan', params: { campaign: draft.campaign } }),
      }}
    >
      {(next) => (
        <EditorForm
          draft={draft}
          content={content}
          form={form}
          onForm={setForm}
          onChange={(change) => saver.edit(change)}
          next={next}
        />
      )}
    </EditorFrame>
  );
}

/** Keeps what was saved as what was read last, so that the editor, left and opened again, begins with it. */
function useKeepRead(): (saved: MessageDraft) => void {
  const queries = useQueryClient();
  return (saved) => {
    const { queryKey } = ask.messages.read.queryOptions({ input: { campaign: saved.campaign } });
    queries.setQueryData(queryKey, (read) => (read !== undefined && read.version > saved.version ? read : saved));
  };
}

/** The form of the message; read anew from its text whenever that was put there by something else than the form. */
function useForm(
  messageJson: string,
  epoch: number,
  onChange: (messageJson: string) => void,
): [MessageForm, (change: FormChange) => void] {
  const [held, setHeld] = useState({ epoch, form: fromJson(messageJson) });
  const form = held.epoch === epoch ? held.form : fromJson(messageJson);
  if (held.epoch !== epoch) setHeld({ epoch, form });
  const latest = useRef({ epoch, form });
  useLayoutEffect(() => {
    latest.current = { epoch, form };
  }, [epoch, form]);
  const set = (change: FormChange): void => {
    const { current } = latest;
    const changed = typeof change === 'function' ? change(current.form) : change;
    latest.current = { ...current, form: changed };
    setHeld(latest.current);
    onChange(toJson(changed));
  };
  return [form, set];
}

/** The account that is chosen now; until the list of accounts is there, the one of the draft. */
function useSender(account: string, known: Sender): Sender {
  const senders = useQuery(ask.messages.senders.queryOptions({ input: {} }));
  return senders.data?.find((one) => one.account === account) ?? known;
}
