import type { RejectCode } from '#shared/domain/list-file.ts';
import { INVALID_BYTE } from './text-decoder.ts';

/** Longest notification token and recipient id taken; public samples have 15 to 20 digits (META-API 2.2). Sundial's choice. */
const MAX_TOKEN_LENGTH = 512;
/** See {@link MAX_TOKEN_LENGTH}. */
const MAX_RECIPIENT_LENGTH = 128;

/** What a spreadsheet makes of a long number, with a point or a comma: 6.17734E+18. */
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?e\+?\d{1,3}$/iu;

/** What a program makes of a number or a cell that is no id: a fraction, a signed number, a truth value. */
const OTHER_VALUE = /^(?:[+-]?\d*[.,]\d+|[+-]\d+|true|false)$/iu;

/** Letters, digits and `_-.:`. The platform's ids are digits (META-API 2.2); the rest leaves room for others. Sundial's choice. */
const ALLOWED = /^[\w.:-]+$/u;

/** Controls, direction and zero-width characters, line and paragraph separators. */
const HIDDEN_KIND = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Fillers and joiners that show nothing though they count as letters or marks (Unicode, Default_Ignorable_Code_Point). */
const HIDDEN_SIGN = /\p{Default_Ignorable_Code_Point}/u;

/** Digits only: the form of every recipient id in the platform's documents and samples (META-API 2.2, 3.2, 8). */
const DIGITS = /^\d+$/u;

/**
 * Why a text cannot be a notification token. Public samples are digits (META-API 2.2), and nowhere is it said that all are: letters
 * and signs are taken, but no word without a digit, which is a title, a total or an answer in the wrong column (Sundial's choice).
 *
 * @returns `null` when it can be one.
 */
export function tokenFault(text: string): RejectCode | null {
  return identifierFault(text, MAX_TOKEN_LENGTH) ?? (/\d/u.test(text) ? null : 'notAnId');
}

/** Why a text cannot be a person's id; `null` when it can. See {@link DIGITS}. */
export function recipientFault(text: string): RejectCode | null {
  return identifierFault(text, MAX_RECIPIENT_LENGTH) ?? (DIGITS.test(text) ? null : 'notAnId');
}

/**
 * Why a text cannot be an id of any kind.
 *
 * @param text - the cell without outer spaces; empty counts as missing.
 * @returns `null` when it can be one.
 */
function identifierFault(text: string, maxLength: number): RejectCode | null {
  if (text === '') return 'missing';
  if (text.length <= maxLength && isPlain(text)) return null;
  if (text.includes(INVALID_BYTE)) return 'encoding';
  if (HIDDEN_KIND.test(text) || HIDDEN_SIGN.test(text)) return 'hiddenCharacter';
  if (/\s/u.test(text)) return 'space';
  if (SCIENTIFIC.test(text)) return 'digitsLost';
  if (text.length > maxLength) return 'tooLong';
  return kindFault(text);
}

/** What a text without hidden signs is, if it is no id. */
function kindFault(text: string): RejectCode | null {
  if (text.startsWith('=')) return 'formula';
  if (OTHER_VALUE.test(text)) return 'notAnId';
  return ALLOWED.test(text) ? null : 'badCharacter';
}

/** Digits only: the form of every public sample, and the fast way. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
