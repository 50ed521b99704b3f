import { type UndoShelf, undoShelf } from '#engine/undo-shelf.ts';
import type { RecipientId } from '#shared/domain/ids.ts';
import type { FormerZonesKept } from './former-zones.ts';

/** What takes a change of people back. */
export type PeopleUndo =
  | { readonly kind: 'unsuppress'; readonly people: readonly RecipientId[] }
  | { readonly kind: 'suppress'; readonly people: readonly RecipientId[] }
  | { readonly kind: 'zones'; readonly former: FormerZonesKept; readonly people: number };

/** Changes of people that can still be taken back. */
export const PEOPLE_UNDO: UndoShelf<PeopleUndo> = undoShelf();
