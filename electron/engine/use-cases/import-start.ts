import { z } from 'zod';
import { hereZone, type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { ImportLine } from '#engine/store/operations/imports.ts';
import type { importStartSchema, PastImport } from '#shared/contract/imports.ts';
import { type AccountId, type ImportId, parsePublicId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { isPageConnected } from '#shared/domain/unconnected-page.ts';
import { isConnectedHere } from './page-key.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Imports that are listed (Sundial's choice: older ones stand in Activity). */
const PAST_IMPORTS = 20;

/** What the first step of an import shows: accounts, earlier imports, zones. */
export const readImportStart = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context): Promise<z.infer<typeof importStartSchema>> => {
    const { parts } = context;
    const [accounts, lines, tell] = await Promise.all([
      parts.store.read('account.list', null),
      parts.store.read('import.list', { accountId: null, before: null, limit: PAST_IMPORTS }),
      momentTeller(context),
    ]);
    const names = new Map(accounts.map(({ id, name }) => [id, name]));
    return {
      accounts: await Promise.all(
        accounts.map(async (account) => ({
          id: toPublicId('account', account.id),
          name: account.name,
          platform: account.platform,
          isPractice: account.isPractice,
          isConnected: isPageConnected(account) && (await isConnectedHere(account, parts.ports.vault)),
        })),
      ),
      past: lines.map((line) => pastOf(line, names, tell)),
      hereZone: await hereZone(context),
      zones: [...parts.zones.names],
    };
  },
});

/** One import that was made. */
export const readImport = documentUseCase({
  input: z.strictObject({ import: z.string() }),
  run: async (input, context): Promise<PastImport> => {
    const id = parsePublicId('import', input.import);
    const line = await findImport(context, id);
    const account = await context.parts.store.read('account.read', { id: line.accountId });
    return pastOf(line, new Map([[line.accountId, account?.name ?? '']]), await momentTeller(context));
  },
});

async function findImport({ parts }: UseCaseContext, id: number): Promise<ImportLine> {
  const before = (id + 1) as ImportId; // the list gives what is older than this
  const [line] = await parts.store.read('import.list', { accountId: null, before, limit: 1 });
  if (line !== undefined && line.id === id) return line;
  const name = toPublicId('import', id);
  throw refuse('importUnknown', { import: name }, { where: name });
}

function pastOf(line: ImportLine, names: ReadonlyMap<AccountId, string>, tell: MomentTeller): PastImport {
  const { id, accountId, fileName, source, appliedAt, undoneAt } = line;
  const { rows, new: made, changed, unchanged, flagged, rejected } = line;
  return {
    rows,
    new: made,
    changed,
    unchanged,
    flagged,
    rejected,
    source,
    id: toPublicId('import', id),
    account: { id: toPublicId('account', accountId), name: names.get(accountId) ?? '' },
    file: fileName,
    appliedAt: tell(appliedAt, null),
    undoneAt: undoneAt === null ? null : tell(undoneAt, null),
  };
}
