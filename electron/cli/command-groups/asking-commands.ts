import type { CliCommand } from '#cli/command.ts';
import { ACCOUNT } from './options.ts';

/** Asking for permission, and webhooks that tell the answers. In the order of the help. */
export const ASKING_COMMANDS: readonly CliCommand[] = [
  {
    name: 'optin preview',
    help: 'show the very card a file would send, what Meta would refuse and what is worth a look',
    args: ['<file>'],
    options: [ACCOUNT],
    load: async () => (await import('#cli/commands/optin-preview.ts')).optinPreview,
  },
  {
    name: 'optin send',
    help: 'ask people for permission with a card (a file, or a saved one such as o1)',
    args: ['<card>'],
    options: [
      ACCOUNT,
      { flags: '--person <id>', help: 'whom to ask, by Meta id or as p9; may be repeated', repeats: true },
      { flags: '--all', help: 'everybody who may be asked now' },
    ],
    load: async () => (await import('#cli/commands/optin-send.ts')).optinSend,
  },
  {
    name: 'optin status',
    help: 'who can be asked now, and until when',
    args: [],
    options: [ACCOUNT, { flags: '--card <card>', help: 'judged for this saved card, e.g. o1' }],
    load: async () => (await import('#cli/commands/optin-status.ts')).optinStatus,
  },
  {
    name: 'optin ledger',
    help: 'every card that was sent or planned',
    args: [],
    options: [ACCOUNT, { flags: '--person <id>', help: 'of this person only, e.g. p9' }],
    load: async () => (await import('#cli/commands/optin-ledger.ts')).optinLedger,
  },
  {
    name: 'webhook verify',
    help: 'check the signature of a webhook body that a relay stored, and say what it tells',
    args: ['<file>'],
    options: [
      { flags: '--signature <header>', help: 'the value of X-Hub-Signature-256' },
      { flags: '--app-secret-stdin', help: 'read the app secret from standard input' },
    ],
    load: async () => (await import('#cli/commands/webhook-verify.ts')).webhookVerify,
  },
];
