import { initial } from './0010-initial.ts';
import type { Migration } from './migration.ts';

/** Every migration in order; versions rise in tens without a gap (checked before anything runs). */
export const MIGRATIONS: readonly Migration[] = [initial];
