import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';

/** In the practice shop: has somebody write, so that there is somebody to ask. Nothing on a real account. */
export function PracticeWrite({
  account,
  wrote,
}: {
  readonly account: AccountView;
  /** Gets the person, e.g. `p9`. */
  readonly wrote?: (person: string) => void;
}): ReactElement | null {
  const { t } = useTranslation('ask');
  const write = useMutation(
    ask.asks.practise.mutationOptions({ onSuccess: ({ person }) => wrote?.(person), onError: useRefusalNotice() }),
  );
  if (!account.isPractice) return null;
  return (
    <Button
      variant="default"
      loading={write.isPending}
      onClick={() => write.mutate({ account: account.id, person: null, act: 'write', card: null })}
    >
      {t('practiceWrite')}
    </Button>
  );
}
