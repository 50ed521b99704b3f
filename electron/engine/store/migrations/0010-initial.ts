import { ACCOUNT_TABLES } from './account-tables.ts';
import { ASKING_TABLES } from './asking-tables.ts';
import { ATTEMPT_TABLES } from './attempt-tables.ts';
import { CAMPAIGN_TABLES } from './campaign-tables.ts';
import { CONSENT_TABLES } from './consent-tables.ts';
import { DELIVERY_TABLES } from './delivery-tables.ts';
import { IMPORT_TABLES } from './import-tables.ts';
import type { Migration } from './migration.ts';
import { PEOPLE_TABLES } from './people-tables.ts';
import { rezoned } from './rezoned-tables.ts';
import { UPKEEP_TABLES } from './upkeep-tables.ts';

/** The first schema: accounts, people and their consent, campaigns, deliveries with their attempts, imports, upkeep (DESIGN 3). */
export const initial: Migration = {
  version: 10,
  name: 'initial',
  sql: [
    ACCOUNT_TABLES,
    IMPORT_TABLES,
    PEOPLE_TABLES,
    CONSENT_TABLES,
    CAMPAIGN_TABLES,
    DELIVERY_TABLES,
    ATTEMPT_TABLES,
    ASKING_TABLES,
    rezoned,
    UPKEEP_TABLES,
  ].join('\n'),
};
