import { useTranslation } from 'react-i18next';
import type { WordedRefusal } from '#shared/domain/errors.ts';

/**
 * Says a refusal in the person's language, with values that are codes said in words, and numbers as the language writes them.
 *
 * @returns a function; `null` from it = the screens have no words for this kind, as when the engine is a newer one.
 */
export function useRefusalWords(): (refusal: WordedRefusal) => string | null {
  const { t, i18n } = useTranslation(['refusals', 'reasons', 'states', 'import']);
  const inWords = (name: string, code: string | number): string | number => {
    switch (name) {
      case 'reason':
        return t(`reasons:${code}.why`);
      case 'stop':
        return t(`states:stop.${code}.short`);
      case 'campaignState':
        return t(`states:campaign.${code}`);
      case 'messageState':
        return t(`states:delivery.${code}`);
      case 'field':
        return t(`import:field.${code}`);
      default:
        return code;
    }
  };
  return ({ kind, values }) => {
    if (!i18n.exists(`refusals:${kind}`)) return null;
    const said: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) said[name] = inWords(name, value);
    return t(`refusals:${kind}`, said);
  };
}
