import type { AnswerFacts } from './graph-api.ts';

/** The platform's code and subcode as screens show them, e.g. `190/463`; `none` when it gave no code. */
export function platformCodeOf({ code, subcode }: Pick<AnswerFacts, 'code' | 'subcode'>): string {
  if (code === null) return 'none';
  return subcode === null ? String(code) : `${code}/${subcode}`;
}
