/**
 * Whether a message has a button or a quick reply whose tap comes back to the Page as a message of the person, so that somebody has to
 * answer (DESIGN 13: before a postback button Sundial asks who will).
 */
export function isAnsweredByTap(message: unknown): boolean {
  if (Array.isArray(message)) return message.some(isAnsweredByTap);
  if (typeof message !== 'object' || message === null) return false;
  return Object.entries(message).some(
    ([key, value]) =>
      (key === 'type' && value === 'postback') ||
      (key === 'quick_replies' && Array.isArray(value) && value.length > 0) ||
      isAnsweredByTap(value),
  );
}
