import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { BeginButton } from '#renderer/parts/begin-button.tsx';
import { dayText } from '#renderer/parts/day-format.ts';
import type { Sender } from '#shared/contract/messages.ts';
import { useRefusalNotice } from './use-refusal-notice.tsx';

/** Begins a message and opens it; where there are several accounts, asks from which one. */
export function NewMessage({ senders }: { readonly senders: readonly Sender[] }): ReactElement {
  const { t, i18n } = useTranslation('messages');
  const navigate = useNavigate();
  const refuse = useRefusalNotice();
  const begin = async (account: string | null): Promise<void> => {
    try {
      const { now } = await engine.about.read({});
      const name = t('newName', { day: dayText(now.here.local, i18n.language) });
      const { campaign } = await engine.messages.create({ account, name });
      await navigate({ to: '/messages/$campaign', params: { campaign } });
    } catch (error) {
      refuse(error);
    }
  };
  return <BeginButton senders={senders} label={t('list.new')} which={t('list.newFrom')} begin={begin} />;
}
