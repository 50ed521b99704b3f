import about from '#package' with { type: 'json' };

/** Version of this Sundial, as its package file says. */
export const VERSION: string = about.version;
