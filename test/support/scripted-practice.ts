/**
 * Stands for the practice process in tests of what starts it. The last argument says how it behaves: `serve` prints its account
 * and lives until its standard input ends, `chatter` prints half a line first, `die` ends with a complaint, `silent` prints nothing,
 * `strange` prints something else, `crash` serves and ends a moment later.
 */
const behaviour = process.argv.at(-1);
const account = JSON.stringify({
  url: 'http://127.0.0.1:9',
  pageId: '1',
  accessToken: 'EAAPRACTICEscripted',
  pid: process.pid,
});

process.stdin.on('end', () => process.exit(0)).resume();
switch (behaviour) {
  case 'serve':
    process.stdout.write(`${account}\nmore\n`);
    break;
  case 'chatter':
    process.stdout.write(account.slice(0, 10));
    setImmediate(() => process.stdout.write(`${account.slice(10)}\n`));
    break;
  case 'die':
    process.stderr.write('The file is no practice file.\n');
    process.exitCode = 1;
    process.stdin.destroy();
    break;
  case 'strange':
    process.stdout.write('hello\n');
    break;
  case 'crash':
    process.stdout.write(`${account}\n`, () => process.exit(3));
    break;
  default: // silent
}
