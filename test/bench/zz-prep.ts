import { mkdirSync, writeFileSync } from 'node:fs';
import { writeSendingTemplate } from './sending-template.ts';

const d = '/tmp/benchscratch/tpl';
mkdirSync(d, { recursive: true });
const n = Number(process.argv[2] ?? 40000);
const t = await writeSendingTemplate({
  workspacePath: `${d}/w${n}.db`,
  practicePath: `${d}/p${n}.db`,
  accounts: 10,
  tokens: n,
  dueTokens: n,
});
writeFileSync(`${d}/t${n}.json`, JSON.stringify(t));
