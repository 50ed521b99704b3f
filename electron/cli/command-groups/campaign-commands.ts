import type { CliCommand } from '#cli/command.ts';
import { OUT } from './options.ts';

/** Campaigns, from the file to what became of every message. In the order of the help. */
export const CAMPAIGN_COMMANDS: readonly CliCommand[] = [
  {
    name: 'campaign add',
    help: 'add a campaign from a JSON or YAML file',
    args: ['<file>'],
    options: [],
    load: async () => (await import('#cli/commands/campaign-add.ts')).campaignAdd,
  },
  {
    name: 'campaign plan',
    help: 'show for every person whether and when the message goes out; changes nothing',
    args: ['<campaign>'],
    options: [{ flags: '--now <instant>', help: 'plan as if it were this instant, e.g. 2026-11-27T09:00:00Z' }],
    load: async () => (await import('#cli/commands/campaign-plan.ts')).campaignPlan,
  },
  {
    name: 'campaign launch',
    help: 'plan now, freeze message and audience, and let it go out',
    args: ['<campaign>'],
    options: [],
    load: async () => (await import('#cli/commands/campaign-launch.ts')).campaignLaunch,
  },
  ...(['pause', 'resume', 'cancel'] as const).map(
    (verb): CliCommand => ({
      name: `campaign ${verb}`,
      help: {
        pause: 'stop new messages of a campaign',
        resume: 'let a paused campaign go on',
        cancel: 'take back everything that has not left yet',
      }[verb],
      args: ['<campaign>'],
      options: [],
      load: async () => (await import('#cli/commands/campaign-state.ts')).campaignState,
    }),
  ),
  {
    name: 'campaign status',
    help: 'how many messages were sent, wait, or did not go out',
    args: ['<campaign>'],
    options: [],
    load: async () => (await import('#cli/commands/campaign-status.ts')).campaignStatus,
  },
  {
    name: 'campaign decide',
    help: "messages of which we can't tell whether they arrived, and your word on one of them",
    args: ['<campaign>', '[token]'],
    options: [
      { flags: '--sent', help: 'it arrived' },
      { flags: '--drop', help: 'let it be; it is not sent again' },
    ],
    load: async () => (await import('#cli/commands/campaign-decide.ts')).campaignDecide,
  },
  {
    name: 'campaign list',
    help: 'all campaigns',
    args: [],
    options: [],
    load: async () => (await import('#cli/commands/campaign-list.ts')).campaignList,
  },
  {
    name: 'campaign export',
    help: 'every message of a campaign with its outcome, as CSV',
    args: ['<campaign>'],
    options: [OUT, { flags: '--with-tokens', help: 'write the permission tokens in full' }],
    load: async () => (await import('#cli/commands/campaign-export.ts')).campaignExport,
  },
  {
    name: 'explain',
    help: 'why one person gets a message, or does not, and when it becomes possible',
    args: ['<campaign>', '<token>'],
    options: [],
    load: async () => (await import('#cli/commands/explain.ts')).explain,
  },
  {
    name: 'rehearse',
    help: 'play a whole campaign through in seconds, on a clock of its own; nothing is sent',
    args: ['<campaign>'],
    options: [
      { flags: '--asleep <hours>', help: 'hours in which this computer sleeps, e.g. 22:00-07:00' },
      { flags: '--rule-pack <name>', help: "Meta's limits to rehearse with" },
    ],
    load: async () => (await import('#cli/commands/rehearse.ts')).rehearse,
  },
];
