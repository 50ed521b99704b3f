/** One forward step of the schema. Never edited after a release (CONTRIBUTING, How to add a migration). */
export interface Migration {
  /** Rises in tens; stored as `user_version`. */
  readonly version: number;
  /** A slug for people and backup file names. */
  readonly name: string;
  /** Statements run in one transaction. */
  readonly sql: string;
}
