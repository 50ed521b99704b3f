import { TOKEN_FIELDS, type TokenField } from '#shared/domain/list-file.ts';

/** The cells of one row by field, in the order of {@link TOKEN_FIELDS}; `null` = the column is not there, or the cell is empty. */
export type FieldValues = readonly (string | null)[];

/** Place of each field in {@link FieldValues}. */
export const FIELD_INDEX: Readonly<Record<TokenField, number>> = Object.fromEntries(
  TOKEN_FIELDS.map((field, index) => [field, index]),
) as Record<TokenField, number>; // made from the list of all fields
