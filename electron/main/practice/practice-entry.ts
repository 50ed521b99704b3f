import { readPracticeArguments } from '#practice/practice-arguments.ts';
import { runPracticeProgram } from '#practice/practice-process.ts';

/**
 * Entry of the practice platform as a process of the desktop app. Electron starts no plain Node (RELIABILITY S-11), so main starts this
 * by `utilityProcess`; it ends with main or by its signal.
 */
process.umask(0o077);
const { start } = readPracticeArguments(process.argv.slice(2));
await runPracticeProgram(start);
process.exit(0);
