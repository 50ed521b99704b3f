import type { EngineParts } from '#engine/engine-parts.ts';

/** Where the verify word stands: what Meta's dashboard and the host both know. It is no secret of anybody's account. */
const VERIFY_WORD_SETTING = 'webhook.verifyToken';
/** 128 bits (Sundial's choice). */
const WORD_BYTES = 16;

/** The verify word, and whether it was drawn just now. */
export interface VerifyWord {
  readonly word: string;
  readonly isNew: boolean;
}

/** The verify word of this data folder; `null` = none was needed yet. */
export function readVerifyWord({ store }: Pick<EngineParts, 'store'>): Promise<string | null> {
  return store.read('setting.read', { key: VERIFY_WORD_SETTING });
}

/**
 * The verify word of this data folder, drawn at its first use.
 *
 * @param given - a word the person chose, which is kept from now on; `null` = the one that is kept.
 */
export async function keepVerifyWord(
  parts: Pick<EngineParts, 'store' | 'ports'>,
  given: string | null,
): Promise<VerifyWord> {
  const known = await readVerifyWord(parts);
  if (known !== null && (given === null || given === known)) return { word: known, isNew: false };
  const word = given ?? parts.ports.random.hex(WORD_BYTES);
  await parts.store.write('setting.write', { key: VERIFY_WORD_SETTING, value: word });
  return { word, isNew: given === null };
}
