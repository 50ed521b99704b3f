import type { EngineOptions } from '#engine/engine.ts';
import { openConsoleNotifier } from '#host/console-notifier.ts';
import { createEndpointSource } from '#host/endpoint-source.ts';
import { openFileSecretVault } from '#host/file-secret-vault.ts';
import { openPictureNetwork } from '#host/picture-network.ts';
import { actInPractice } from '#host/practice-act.ts';
import { createPracticeEar, type PracticeEar } from '#host/practice-callback.ts';
import { createPracticeServerSource } from '#host/practice-server-source.ts';
import { readPracticeAccount } from '#host/read-practice-account.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { VERSION } from '#host/version.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { Invocation } from './command.ts';
import { httpWhenNeeded, logWhenNeeded } from './host-when-needed.ts';
import { openSecretsInHand, type SecretsInHand } from './secrets-in-hand.ts';

/** What a terminal hands to its engine, and the way to give it back. */
export interface CliHost extends Pick<EngineOptions, 'ports' | 'endpoints' | 'services'> {
  /** Hears the practice platform that this host starts; `null` = its webhooks are not listened to. */
  readonly ear: PracticeEar | null;
  /** Ends the practice platform it started, its connections and its log. */
  readonly close: () => Promise<void>;
}

/** What a command wants of its host. */
export interface CliHostWish {
  /** Secrets the command has in hand; they stand in no line of the log. */
  readonly secrets: readonly string[];
  /** Whether the practice platform's webhooks are taken in; a short command ends before they come. */
  readonly hearsPractice: boolean;
  /** Not given = it starts without any. */
  readonly inHand?: SecretsInHand | undefined;
}

/** Makes the host of one command; nothing of it is opened before it is used. */
export function createCliHost(invocation: Invocation, folder: string, wish: CliHostWish): CliHost {
  const { inHand = openSecretsInHand() } = wish;
  const { known, inMemory } = inHand;
  for (const secret of wish.secrets) known.add(secret);
  const http = httpWhenNeeded(async () => (await import('#host/undici-http-port.ts')).openUndiciHttpPort());
  const logger = logWhenNeeded(async () =>
    (await import('#host/logger.ts')).openLogger({ kind: 'workspace', folder }, known),
  );
  const vault = openFileSecretVault({
    folder,
    known,
    inMemory,
    get mayStore() {
      return inHand.mayStore;
    },
  });
  const random = openSystemRandom();
  const ear = wish.hearsPractice ? createPracticeEar({ clock: invocation.clock, logger, random }) : null;
  const practice = createPracticeServerSource({ folder }, () => ear?.open() ?? null);
  const notifier = openConsoleNotifier(invocation.io.writeError);
  return {
    ports: { clock: invocation.clock, random, http, pictures: openPictureNetwork(), vault, logger, notifier },
    endpoints: createEndpointSource({ vault, http, practice, known }),
    services: {
      practiceAccount: async (apiBase) => readPracticeAccount(http, apiBase ?? (await practice.running()).url, null),
      practiceAct: async ({ apiBase, ...act }) => actInPractice(http, apiBase ?? (await practice.running()).url, act),
      rehearsals: {
        play: async (request, asked) =>
          (await import('#host/rehearsal-runner.ts')).createRehearsalRunner().play(request, asked),
      },
      allowSecretsInFile: () => {
        inHand.mayStore = true;
        return Promise.resolve();
      },
      machineZone: () => invocation.io.machineZone(),
      version: VERSION,
      handedFile: () => {
        throw new DomainError('notFound', 'Files are named by their path in the terminal.', 'file');
      },
    },
    ear,
    close: async () => {
      await practice.close();
      await ear?.close();
      await http.close();
      await logger.close();
    },
  };
}
