import type { EngineOptions } from '#engine/engine.ts';
import type { Notifier } from '#engine/ports.ts';
import { createEndpointSource } from '#host/endpoint-source.ts';
import { createKnownSecrets } from '#host/known-secrets.ts';
import { openLogger } from '#host/logger.ts';
import { openPictureNetwork } from '#host/picture-network.ts';
import { actInPractice } from '#host/practice-act.ts';
import { createPracticeEar, type PracticeEar } from '#host/practice-callback.ts';
import { readPracticeAccount } from '#host/read-practice-account.ts';
import { createRehearsalRunner } from '#host/rehearsal-runner.ts';
import { openSystemClock } from '#host/system-clock.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { VERSION } from '#host/version.ts';
import type { HandedFiles } from './handed-files.ts';
import type { MainLine } from './main-line.ts';
import { type MainPractice, openMainPractice } from './main-practice.ts';
import { openMainVault } from './main-vault.ts';

/** What the desktop app hands to its engine, and the way to give it back. */
export interface DesktopHost extends Pick<EngineOptions, 'ports' | 'endpoints' | 'services'> {
  readonly practice: MainPractice;
  /** Hears the practice platform that main runs. */
  readonly ear: PracticeEar;
  /** Ends its connections and its log. */
  readonly close: () => Promise<void>;
}

/** Where the host stands. */
export interface DesktopPlace {
  readonly folder: string;
  readonly machineZone: string | null;
  readonly files: HandedFiles;
}

/** Makes the host of the engine's process; what only main can do is asked over the line. */
export function createDesktopHost(line: MainLine, { folder, machineZone, files }: DesktopPlace): DesktopHost {
  const known = createKnownSecrets();
  const http = openUndiciHttpPort();
  const logger = openLogger({ kind: 'workspace', folder }, known);
  const vault = openMainVault(line, known);
  const [clock, random] = [openSystemClock(), openSystemRandom()];
  const ear = createPracticeEar({ clock, logger, random });
  const practice = openMainPractice(line, () => ear.open());
  const notifier: Notifier = { notify: (notice) => line.tell({ kind: 'notice', notice: { ...notice } }) };
  return {
    practice,
    ear,
    ports: { clock, random, http, pictures: openPictureNetwork(), vault, logger, notifier },
    endpoints: createEndpointSource({ vault, http, known, practice }),
    services: {
      practiceAccount: async (apiBase) => readPracticeAccount(http, apiBase ?? (await practice.running()).url, null),
      practiceAct: async ({ apiBase, ...act }) => actInPractice(http, apiBase ?? (await practice.running()).url, act),
      rehearsals: createRehearsalRunner(),
      allowSecretsInFile: async () => {
        await line.ask({ verb: 'acceptPlainText' });
      },
      machineZone: () => machineZone,
      version: VERSION,
      restart: () => line.tell({ kind: 'restart' }),
      handedFile: (ticket) => files.get(ticket),
    },
    close: async () => {
      await ear.close();
      await http.close();
      logger.close();
    },
  };
}
