/** The steps of a trial by name, in order (seeds/004, Iscrizioni di prova). */
export const STEPS = ['card', 'tap', 'first', 'allow', 'second'] as const;
/** See {@link STEPS}. */
export type TrialStep = (typeof STEPS)[number];
