import { useTranslation } from 'react-i18next';
import type { ContentProblem } from '#shared/rules/message-content-check.ts';
import type { ContentLimit } from '#shared/rules/message-content-limits.ts';
import { countOf } from './count.ts';

/** Words a problem in the person's language; `limit` and `value` are those of the field it stands at. */
export function useProblemWords(): (problem: ContentProblem, limit: ContentLimit | null, value: string) => string {
  const { t } = useTranslation('messages');
  return ({ code }, limit, value) => {
    const what = value === '' ? 'required' : code;
    switch (what) {
      case 'tooLong':
        return limit === null
          ? t('problem.long')
          : t(limit.unit === 'byte' ? 'problem.tooManyBytes' : 'problem.tooLong', {
              over: countOf(value, limit) - limit.max,
              most: limit.max,
            });
      case 'required':
        return t('problem.required');
      case 'notUrl':
        return t('problem.notUrl');
      case 'notHttps':
        return t('problem.notHttps');
      case 'brokenText':
        return t('problem.brokenText');
      default:
        return t(`problem.${what}`);
    }
  };
}
