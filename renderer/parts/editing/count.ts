import { byteCount, type ContentLimit, characterCount } from '#shared/rules/message-content-limits.ts';

/** How much of a limit a text uses, counted as the platform's check counts. */
export function countOf(text: string, limit: ContentLimit): number {
  return limit.unit === 'byte' ? byteCount(text) : characterCount(text);
}
