// Speaks up when Sundial is run by another Node than the one it brings. Plain JavaScript that Node 12 and later can
// parse, because the wrong Node has to get through it. Used by the scripts of package.json, alone or by `--import`.
import { readFileSync } from 'node:fs';

const pinned = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).devDependencies.node;
const major = (version) => Number(version.replace(/^v/, '').split('.')[0]);

if (major(process.version) !== major(pinned)) {
  process.stderr.write(
    `Sundial runs on Node ${major(pinned)} (pinned: ${pinned}) but was started by Node ${process.version} at ${process.execPath}. ` +
      'Run it through npm (npm start, npm test, npm run ...) after npm ci; if this came from npm, ' +
      'npm ci ran with install scripts switched off (ignore-scripts) and could not put node_modules/.bin/node in place.\n',
  );
  process.exit(1);
}
