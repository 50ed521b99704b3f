/** The line went while a question was under way. */
export class LineLostError extends Error {
  override readonly name = 'LineLostError';

  constructor() {
    super('The line to Sundial was lost; whether the question was carried out is not known.');
  }
}
