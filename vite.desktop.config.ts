import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the desktop app: `--mode main` for the processes of Node, `--mode preload` for the one file of the sandbox. Only Electron itself
 * and better-sqlite3 stay outside (issue 3, Desktop shell). Everything of Node lies flat in one folder two levels below the root, as the
 * sources do, so that `../../resources` means the same in both.
 */
export default defineConfig(({ mode }) => (mode === 'preload' ? preload : main));

const shared: UserConfig = {
  root: at('.'),
  publicDir: false,
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'], target: 'node' },
};

const main: UserConfig = {
  ...shared,
  plugins: [startedByName()],
  // Of the files that are programs of their own in a checkout, none is one inside a bundle.
  define: { 'import.meta.main': 'false' },
  build: {
    ssr: true,
    outDir: at('out/main'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: { main: at('electron/main/main.ts') },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

const preload: UserConfig = {
  ...shared,
  build: {
    ssr: true,
    outDir: at('out/preload'),
    emptyOutDir: true,
    target: 'chrome140',
    minify: false,
    rolldownOptions: {
      input: { index: at('electron/preload/index.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

/**
 * Threads and processes are named by the address of their source beside the code that starts them. Each becomes an entry of its own in the
 * one folder of the build, under its own name.
 */
function startedByName(): Plugin {
  const sources = new Map<string, string>();
  return {
    name: 'sundial-started-by-name',
    enforce: 'pre', // sees the source as it was written
    transform(code, id) {
      if (id.includes('node_modules')) return null;
      return code.replaceAll(/new URL\('(\.\/[^']+)\.ts',\s*import\.meta\.url\)/g, (_all, path: string) => {
        const source = join(dirname(id), `${path}.ts`);
        const fileName = `${basename(path)}.js`;
        const known = sources.get(fileName);
        if (known === undefined) this.emitFile({ type: 'chunk', id: source, fileName });
        else if (known !== source) throw new Error(`${known} and ${source} would both be built as ${fileName}.`);
        sources.set(fileName, source);
        return `new URL('./${fileName}', import.meta.url)`;
      });
    },
  };
}
