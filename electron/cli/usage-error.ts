/** A command that was written wrongly: exit code 2 (DESIGN 10). The message is one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The argument or option that is wrong. */
  readonly where: string;

  constructor(message: string, where: string) {
    super(message);
    this.where = where;
  }
}
