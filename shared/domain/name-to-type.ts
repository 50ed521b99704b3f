/** What cannot be seen and nobody can type: marks of direction, joiners, soft hyphens (Unicode, Default_Ignorable_Code_Point). */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * What somebody types to confirm that they mean a person: the name, or the Meta id where no name is known that could be typed.
 *
 * @param name - as it came with a list; `null` = none is known.
 */
export function nameToType(name: string | null, metaId: string): string {
  return name === null || asSeen(name) === '' ? metaId : name;
}

/**
 * Whether a name was typed as it is read on a screen. How the letters are composed and which spaces stand between them cannot be seen
 * there, so neither counts; capitals do (Sundial's choice).
 */
export function isNameTyped(typed: string, wanted: string): boolean {
  return asSeen(typed) === asSeen(wanted);
}

function asSeen(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim().normalize('NFC');
}
