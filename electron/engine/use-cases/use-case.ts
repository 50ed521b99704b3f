import type { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { WaitingImports } from '#engine/importers/waiting-imports.ts';
import type { RehearsalRunner } from '#engine/rehearsal/rehearsal-request.ts';
import type { AnsweredAttempt } from '#engine/store/operations/results.ts';
import type { Fact } from '#shared/contract/facts.ts';
import { checkInput } from './check-input.ts';

/** How far a long piece of work is. */
export interface Progress {
  /** What is being counted, in the words of the screen, e.g. `rows read`. */
  readonly what: string;
  readonly done: number;
  /** `null` while nobody knows. */
  readonly total: number | null;
}

/** The Page a practice platform plays. `null` = it does not say. */
export interface PracticePage {
  readonly pageId: string;
  /** Set for an Instagram account. */
  readonly igId: string | null;
  readonly name: string | null;
  /** IANA zone of the Page. */
  readonly zone: string | null;
}

/** Something a person of a practice platform does. */
export interface PracticeAct {
  /** Address of the platform; `null` = the host's own. */
  readonly apiBase: string | null;
  /** PSID or IGSID. */
  readonly person: string;
  readonly action: 'message' | 'accept';
  /** What they say yes to; `null` = the default title. */
  readonly topic: string | null;
}

/** A file that was handed over. */
export interface HandedFile {
  /** Absolute path on this computer. */
  readonly path: string;
  /** Its name as the person knows it. */
  readonly name: string;
}

/** What the engine can do for a use case besides its parts; each host fills it in (DESIGN 2, 8). */
export interface EngineServices {
  /**
   * Asks a practice platform which Page it plays (issue 2, Shapes).
   *
   * @param apiBase - its address; `null` = the host's own, started if it does not run yet.
   * @throws {DomainError} `platformUnreachable` or `invalidInput`.
   */
  practiceAccount(apiBase: string | null): Promise<PracticePage>;
  /**
   * Has a person of a practice platform do something now.
   *
   * @throws {DomainError} `platformUnreachable`, `invalidInput`, or `notFound` when the platform does not know them.
   */
  practiceAct(act: PracticeAct): Promise<void>;
  /** Plays rehearsals on a thread of their own (DESIGN 10, rehearse). */
  readonly rehearsals: RehearsalRunner;
  /** The person has agreed that access tokens may stand in a file (DESIGN 2, Secrets); from here on the host's vault may write one. */
  allowSecretsInFile(): Promise<void>;
  /** Change sets of lists that people are looking at. */
  readonly waitingImports: WaitingImports;
  /** Tells the dispatcher, where one runs, that campaigns, accounts or tokens changed. */
  changed(): void;
  /**
   * Keeps an answer of the platform that could not be stored, and stores it as soon as that is possible. Where nothing is sent from here,
   * its row waits on disk and is settled by whoever sends next.
   */
  keepAnswer(answer: AnsweredAttempt): void;
  /** Why nothing can be sent from here until a person acts; `null` = nothing keeps it. */
  readonly trouble: () => 'halted' | 'store' | null;
  /** Tells the screens that show it what changed; done by itself for every use case that changes something. */
  tell(fact: Fact): void;
  /** Ends this engine and starts another on the same folder; not given = the host cannot, and the person starts Sundial again. */
  readonly restart?: () => void;
  /** Where this host takes webhooks, on this computer; not given, or `null` = it takes none. */
  readonly webhookAddress?: () => string | null;
  /** IANA name of this computer's own zone, for showing times only; `null` = not known. */
  readonly machineZone: () => string | null;
  /** Version of this Sundial. */
  readonly version: string;
  /**
   * A file that a person handed over in a screen. Screens never name paths (issue 3, Desktop shell): the desktop's main process or
   * the web host's upload gives out a ticket for each.
   *
   * @throws {DomainError} `notFound` for a ticket that was never given or has run out.
   */
  handedFile(ticket: string): HandedFile;
}

/** Everything a use case works with. */
export interface UseCaseContext {
  readonly parts: EngineParts;
  readonly services: EngineServices;
  /** Fires when whoever asked does not want the answer any more. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** What goes into the audit log besides the name. Never a secret, never a person's id. */
export interface AuditLine {
  readonly subject: string;
  readonly detail: unknown;
}

/** A use case that answers with one document. */
export interface DocumentUseCase<Output> {
  readonly kind: 'document';
  /** Checks the input, then does it; `audit` is `null` for questions. Throws `DomainError`, `invalidInput` for input that does not fit. */
  readonly perform: (
    name: string,
    input: unknown,
    context: UseCaseContext,
  ) => Promise<{ readonly document: Output; readonly audit: AuditLine | null }>;
}

/** A use case that answers with rows, one by one, so that a million never sit in memory. */
export interface RowsUseCase<Row> {
  readonly kind: 'rows';
  /** Checks the input, then gives the rows. */
  readonly perform: (name: string, input: unknown, context: UseCaseContext) => AsyncIterable<Row>;
}

/** Makes a use case that answers with one document. */
export function documentUseCase<Input, Output>(definition: {
  readonly input: z.ZodType<Input>;
  readonly audit?: (input: Input, output: Output) => AuditLine;
  readonly run: (input: Input, context: UseCaseContext) => Promise<Output>;
}): DocumentUseCase<Output> {
  return {
    kind: 'document',
    perform: async (name, given, context) => {
      const input = checkInput(definition.input, given, name);
      const document = await definition.run(input, context);
      return { document, audit: definition.audit?.(input, document) ?? null };
    },
  };
}

/** Makes a use case that answers with rows. What hands out data is noted in the audit log once all of it was given. */
export function rowsUseCase<Input, Row>(definition: {
  readonly input: z.ZodType<Input>;
  readonly audit?: (input: Input) => AuditLine;
  readonly rows: (input: Input, context: UseCaseContext) => AsyncIterable<Row>;
}): RowsUseCase<Row> {
  return {
    kind: 'rows',
    perform: async function* (name, given, context) {
      const input = checkInput(definition.input, given, name);
      yield* definition.rows(input, context);
      if (definition.audit !== undefined) await writeAudit(name, definition.audit(input), context);
    },
  };
}

/** Notes in the audit log that a person did something. */
export async function writeAudit(action: string, line: AuditLine, { parts }: UseCaseContext): Promise<void> {
  await parts.store.write('audit.write', { at: parts.ports.clock.now(), actor: 'person', action, ...line });
}
