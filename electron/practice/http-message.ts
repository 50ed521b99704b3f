/** A request as the practice platform takes it, whether it came over a socket or from a simulation. */
export type PracticeRequest = {
  readonly method: string;
  /** Path, with or without `?query`. */
  readonly path: string;
  /** Query without `?`; leave it out when it stands in the path. */
  readonly query?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** The answer to a request. */
export type PracticeAnswer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
