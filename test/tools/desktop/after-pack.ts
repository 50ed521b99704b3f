import { join } from 'node:path';
import { type FuseConfig, FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** What electron-builder says of the app it has just packed, as far as it is needed here. */
export interface PackedApp {
  /** `darwin`, `win32` or `linux`. */
  readonly electronPlatformName: string;
  readonly appOutDir: string;
  readonly packager: {
    readonly executableName?: string;
    readonly appInfo: { readonly productFilename: string };
  };
}

/**
 * The fuses of a packed Sundial (RELIABILITY S-11): it runs as nothing but itself, loads its own archive only, and checks it where the
 * system can.
 */
export function fusesFor(platform: string): Readonly<Record<FuseV1Options, boolean>> {
  return {
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // Electron checks archives on macOS and Windows only.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}

/** Called by electron-builder for each packed app, before it is signed: sets the fuses, then reads them back. */
export async function afterPack(packed: PackedApp): Promise<void> {
  const binary = join(packed.appOutDir, binaryName(packed));
  const wanted = fusesFor(packed.electronPlatformName);
  const config: FuseConfig = {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // A changed binary has a broken signature; without a real one it gets the local one that Apple's processors ask for.
    resetAdHocDarwinSignature: packed.electronPlatformName === 'darwin',
    ...wanted,
  };
  await flipFuses(binary, config);
  await checkFuses(binary, wanted);
}

/**
 * Reads the fuses of a binary.
 *
 * @throws when one is not as it is wanted.
 */
export async function checkFuses(binary: string, wanted: Readonly<Record<FuseV1Options, boolean>>): Promise<void> {
  const wire = await getCurrentFuseWire(binary);
  for (const [name, isOn] of Object.entries(wanted)) {
    const option = Number(name) as FuseV1Options; // the keys of the table above
    const expected = isOn ? FuseState.ENABLE : FuseState.DISABLE;
    if (wire[option] === expected) continue;
    throw new Error(`Fuse ${FuseV1Options[option]} of ${binary} is not ${isOn ? 'on' : 'off'}.`);
  }
}

function binaryName({ electronPlatformName, packager }: PackedApp): string {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return `${productFilename}.app`;
  if (electronPlatformName === 'win32') return `${productFilename}.exe`;
  return packager.executableName ?? productFilename;
}
