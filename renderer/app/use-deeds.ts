import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { dayText } from '#renderer/parts/day-format.ts';
import { undoLatest } from '#renderer/parts/show-undo.tsx';
import { palette } from './palette-store.ts';
import type { ShortcutDeed } from './shortcuts.ts';

/** Does what a shortcut or the palette asks for; `false` = there was nothing to do. */
export function useDeeds(openSheet: () => void): (deed: ShortcutDeed) => boolean {
  const router = useRouter();
  const { i18n, t } = useTranslation('messages');
  return useCallback(
    (deed) => {
      switch (deed.kind) {
        case 'undo':
          return undoLatest();
        case 'go':
          router.history.push(deed.to);
          return true;
        case 'newMessage':
          void beginMessage((day) => t('newName', { day: dayText(day, i18n.language) })).then((to) =>
            router.history.push(to),
          );
          return true;
        case 'palette':
          palette.open();
          return true;
        default:
          openSheet();
          return true;
      }
    },
    [router, openSheet, i18n.language, t],
  );
}

/** Begins a draft where it is clear from which account; else the list of messages asks, or says what is missing. */
async function beginMessage(nameOf: (day: string) => string): Promise<string> {
  try {
    const [only, ...more] = await engine.messages.senders({});
    if (only === undefined || more.length > 0) return '/messages';
    const { now } = await engine.about.read({});
    const { campaign } = await engine.messages.create({ account: only.account, name: nameOf(now.here.local) });
    return `/messages/${campaign}`;
  } catch {
    // The list says what went wrong, with a way out.
    return '/messages';
  }
}
