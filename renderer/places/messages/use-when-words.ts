import { useTranslation } from 'react-i18next';
import { clockText, placeOf, useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { MessageLine } from '#shared/contract/messages.ts';
import { assertNever } from '#shared/lang/assert-never.ts';

/** When a message goes out, or was launched, in words that say whose clock it is. */
export function useWhenWords(): (line: Pick<MessageLine, 'when' | 'launchedAt'>) => string {
  const { t, i18n } = useTranslation('messages');
  const tell = useMomentWords();
  return ({ when, launchedAt }) => {
    switch (when.kind) {
      case 'local': {
        const clock = { local: when.local, offsetMinutes: 0, zone: when.zone ?? '' };
        const time = clockText(clock, 'dayAndTime', i18n.language);
        return when.zone === null
          ? t('list.whenEach', { time })
          : t('list.whenIn', { time, place: placeOf(when.zone) });
      }
      case 'instant':
        return tell(when.moment);
      case 'now':
        return launchedAt === null ? t('list.whenNow') : t('list.whenLaunched', { time: tell(launchedAt) });
      default:
        return assertNever(when, 'time of a message');
    }
  };
}
