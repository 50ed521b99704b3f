/**
 * What one read of a token said about an uncertain delivery (DESIGN 6.4).
 *
 * `sent`: its next eligible time fits the attempt. `notYetClear`: nothing shows an accepted send; a second read decides. `notSent`: the
 * second such read. `person`: a later time that does not fit, so another tool may have sent; a person decides. `noAnswer`: the read
 * itself failed and is made again. `gone`: the platform does not know the token any more, so nothing can be proven. `tooLate`: an
 * accepted send would not show any more.
 */
export const READ_BACK_VERDICTS = [
  'sent',
  'notYetClear',
  'notSent',
  'person',
  'noAnswer',
  'gone',
  'tooSoon',
  'tooLate',
] as const;

/** See {@link READ_BACK_VERDICTS}. */
export type ReadBackVerdict = (typeof READ_BACK_VERDICTS)[number];
