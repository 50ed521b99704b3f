import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { afterPack, checkFuses, fusesFor } from '#test/tools/desktop/after-pack.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

/** electron-builder's own check; no public interface, so its version is pinned (STACK 9). */
interface SchemaCheck {
  readonly validateConfiguration: (
    config: unknown,
    log: { readonly isEnabled: boolean; readonly add: () => void },
  ) => Promise<void>;
}
/** How electron-builder picks the files of packages; the same holds. */
interface FileMatching {
  readonly getNodeModuleFileMatcher: (...parts: readonly unknown[]) => {
    readonly createFilter: () => (path: string, stat: { readonly isDirectory: () => boolean }) => boolean;
  };
}

const system = z.looseObject({ files: z.array(z.string()) });
const require = createRequire(import.meta.url);
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as SchemaCheck; // as of the pinned version
const check = (config: unknown): Promise<void> =>
  validateConfiguration(config, { isEnabled: false, add: () => undefined });

const config = z
  .looseObject({
    files: z.array(z.string()),
    asarUnpack: z.array(z.string()),
    npmRebuild: z.literal(false),
    publish: z.null(),
    afterPack: z.string(),
    icon: z.string(),
    win: system,
    mac: system,
    linux: system,
  })
  .parse(parse(read('electron-builder.yml')));

it('the settings of the installers fit electron-builder’s schema, and a planted wrong key is refused', async () => {
  await expect(check(config)).resolves.toBeUndefined();
  await expect(check({ ...config, asarUnpak: config.asarUnpack })).rejects.toThrow('asarUnpak');
  await expect(check({ ...config, asar: 'perhaps' })).rejects.toThrow('asar');
});

it('the only dependency is the one that cannot be bundled, unpacked with the target’s own binary', () => {
  const about = z
    .looseObject({ main: z.string(), dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));

  expect(Object.keys(about.dependencies)).toEqual(['better-sqlite3']);
  expect(about.main).toBe('out/main/main.js');
  expect(config.asarUnpack).toEqual(['node_modules/better-sqlite3/prebuilds/*.node']);
});

it('each installer takes the code of better-sqlite3 and the one binary of its own target, and no C source', () => {
  const { getNodeModuleFileMatcher } = require('app-builder-lib/out/fileMatcher.js') as FileMatching; // as of the pinned version
  const targets = [
    ['win', 'win32', 'x64'],
    ['win', 'win32', 'arm64'],
    ['mac', 'darwin', 'x64'],
    ['mac', 'darwin', 'arm64'],
    ['linux', 'linux', 'x64'],
    ['linux', 'linux', 'arm64'],
  ] as const;
  const folder = join(PROJECT, 'node_modules/better-sqlite3');
  for (const [name, platform, arch] of targets) {
    const expand = (text: string): string => text.replaceAll(/\$\{arch\}/g, arch);
    const packager = { config, debugLogger: { isEnabled: false } };
    const takes = getNodeModuleFileMatcher(PROJECT, '/out', expand, config[name], packager).createFilter();
    const taken = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => takes(path, { isDirectory: () => false }))
      .map((path) => path.slice(folder.length + 1).replaceAll('\\', '/'));
    expect(
      taken.filter((path) => path.endsWith('.node')),
      `${name} ${arch}`,
    ).toEqual([`prebuilds/${platform}-${arch}.node`]);
    expect(taken).toEqual(expect.arrayContaining(['package.json', 'lib/index.js', 'lib/database.js']));
    expect(taken.filter((path) => /\.(?:c|cpp|h|hpp|gyp|gypi|sh)$/.test(path))).toEqual([]);
  }
});

it('what the installers are made of stands in the repository: icons in their sizes, hook, data files', () => {
  expect(existsSync(join(PROJECT, config.afterPack))).toBe(true);
  const sizes = { [config.icon]: 1_024, 'resources/icons/tray.png': 22, 'resources/icons/tray@2x.png': 44 };
  for (const [path, size] of Object.entries(sizes)) {
    const header = readFileSync(join(PROJECT, path)).subarray(0, 24);
    expect(header.subarray(1, 4).toString(), path).toBe('PNG');
    expect([header.readUInt32BE(16), header.readUInt32BE(20)], path).toEqual([size, size]);
  }
  for (const folder of ['resources/zones', 'resources/rule-packs']) {
    expect(config.files).toContain(`${folder}/*.json`);
    expect(readdirSync(join(PROJECT, folder)).some((name) => name.endsWith('.json'))).toBe(true);
  }
});

/** A file that holds fuses as Electron's program does: a mark, the version, their number, and one sign for each. */
function programWithFuses(name: string, signs: string): string {
  const folder = temporaryFolder();
  const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const wire = Buffer.from([1, signs.length, ...Buffer.from(signs)]);
  writeFileSync(join(folder, name), Buffer.concat([Buffer.alloc(64), Buffer.from(mark), wire, Buffer.alloc(64)]));
  return folder;
}

it('packing sets every fuse and reads it back; a fuse that is not as wanted stops it', async () => {
  const asDelivered = '101110011';
  for (const [platform, name] of [
    ['linux', 'sundial'],
    ['win32', 'Sundial.exe'],
  ] as const) {
    const appOutDir = programWithFuses(name, asDelivered);
    const packager = { executableName: 'sundial', appInfo: { productFilename: 'Sundial' } };
    await expect(checkFuses(join(appOutDir, name), fusesFor(platform))).rejects.toThrow('RunAsNode');

    await afterPack({ electronPlatformName: platform, appOutDir, packager });

    const wire = await getCurrentFuseWire(join(appOutDir, name));
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(FuseState.ENABLE);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE);
    const integrity = platform === 'linux' ? FuseState.DISABLE : FuseState.ENABLE;
    expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(integrity);
  }
});
