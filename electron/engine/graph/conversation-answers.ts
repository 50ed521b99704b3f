import { z } from 'zod';
import type { Account } from '#shared/domain/account.ts';
import type { ScopedId } from '#shared/domain/ids.ts';
import { type EpochMs, parseIso } from '#shared/time/instant.ts';
import type { ConversationMessage, ConversationPage, ListedConversation, ReadAnswer } from './graph-api.ts';

/** The Conversations API's answers as they arrive (META-API 8); unknown fields are ignored. */

const id = z.union([z.string().trim().min(1), z.number().int()]).transform(String);

/** `2026-11-21T09:12:33+0000`: the platform writes offsets without a colon. */
const time = z
  .string()
  .transform((text): EpochMs | null => parseIso(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2')))
  .nullish()
  .catch(null)
  .transform((at) => at ?? null);

const party = z.object({ id, name: z.string().nullish().catch(null) });

/** The conversations with one person: none or one. */
export const oneAnswer = z
  .object({ data: z.array(z.object({ id })) })
  .transform(({ data }) => data.map((conversation) => conversation.id));

type Page = ConversationPage & { readonly hasNext: boolean };

/** One page of conversations; a row without a person is left out. */
export function pageAnswerOf(account: Account): z.ZodType<Page> {
  const ours = oursOf(account);
  const row = z
    .object({
      id,
      updated_time: time,
      participants: z
        .object({ data: z.array(party) })
        .nullish()
        .catch(null),
    })
    .transform((conversation): ListedConversation | null => {
      const person = conversation.participants?.data.find((one) => !ours.has(one.id));
      if (person === undefined) return null;
      return {
        id: conversation.id,
        recipient: person.id as ScopedId, // the platform's own id
        name: person.name ?? null,
        updatedAt: conversation.updated_time,
      };
    });
  return z
    .object({
      data: z.array(row.nullable().catch(null)),
      paging: z
        .object({
          cursors: z.object({ after: z.union([z.string(), z.number()]).transform(String).nullish() }).nullish(),
          next: z.string().nullish(),
        })
        .nullish(),
    })
    .transform(({ data, paging }) => ({
      conversations: data.filter((one) => one !== null),
      after: paging?.cursors?.after ?? null,
      /** `paging.next` holds the access token: only whether it is there matters (RELIABILITY 0.10, S-48). */
      hasNext: typeof paging?.next === 'string' && paging.next !== '',
    }));
}

/** The page with the cursor for the next one; a cursor that does not move on ends the walk as no answer. */
export function pageOf(answer: ReadAnswer<Page>, asked: string | null): ReadAnswer<ConversationPage> {
  if (answer.kind !== 'ok') return answer;
  const { conversations, after, hasNext } = answer.value;
  if (!hasNext) return { ...answer, value: { conversations, after: null } };
  if (after === null || after === asked) {
    return {
      kind: 'noAnswer',
      facts: { ...answer.facts, text: 'the list promises another page but gives no new cursor' },
    };
  }
  return { ...answer, value: { conversations, after } };
}

/** The newest messages of a conversation; one whose time cannot be read is left out. */
export function messagesAnswerOf(account: Account): z.ZodType<readonly ConversationMessage[]> {
  const ours = oursOf(account);
  const message = z
    .object({ id, created_time: time, from: z.object({ id }).nullish().catch(null) })
    .transform((row): ConversationMessage | null =>
      row.created_time === null || row.from === null || row.from === undefined
        ? null
        : { id: row.id, at: row.created_time, isOurs: ours.has(row.from.id) },
    );
  return z
    .object({ data: z.array(message.nullable().catch(null)) })
    .transform(({ data }) => data.filter((one) => one !== null));
}

/** Ids under which the account itself takes part. */
function oursOf({ pageId, igId }: Account): ReadonlySet<string> {
  return new Set(igId === null ? [pageId] : [pageId, igId]);
}
