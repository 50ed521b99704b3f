import { counted } from '#cli/output.ts';
import { printable } from '#cli/table.ts';
import { type Audience, unknownTopicsSentence } from '#engine/use-cases/audience.ts';

/**
 * Whom a message is for, for people: that an empty list means everybody is said, with the count (DESIGN 4, Relevance).
 *
 * @param permissions - how many the audience holds; `null` = not counted yet.
 */
export function audienceLines(audience: Audience, permissions: number | null): readonly string[] {
  const { topics } = audience;
  const many = permissions === null ? '' : ` (${counted(permissions, 'permission', 'permissions')} to message)`;
  const names = topics.map((topic) => `"${printable(topic)}"`).join(', ');
  const unknown = unknownTopicsSentence(audience);
  return [
    topics.length === 0
      ? `For all topics${many}: no topic is named, so it goes to everybody who ever said yes to any of them.`
      : `For people who chose ${names}${many}.`,
    ...(unknown === null ? [] : [`Look: ${printable(unknown)} Check the spelling; "tokens list" shows the topics.`]),
  ];
}
