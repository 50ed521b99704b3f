import type { DocumentUseCase, RowsUseCase } from './use-case.ts';

interface Entry {
  /** `question`: asking twice does no harm. `change`: it does. */
  readonly effect: 'question' | 'change';
  /** Loaded when first called, so that a short command starts fast. */
  readonly load: () => Promise<DocumentUseCase<unknown> | RowsUseCase<unknown>>;
}

/**
 * Everything people and programs can ask of the engine, by name. The terminal, the command socket and the screens all go through
 * this list; nothing else reaches the engine from outside.
 */
export const USE_CASES = {
  'about.read': { effect: 'question', load: async () => (await import('./about.ts')).readAbout },
  'account.add': { effect: 'change', load: async () => (await import('./accounts.ts')).addAccount },
  'account.reconnect': { effect: 'change', load: async () => (await import('./accounts.ts')).reconnectAccount },
  'account.list': { effect: 'question', load: async () => (await import('./accounts.ts')).listAccounts },
  'account.check': { effect: 'question', load: async () => (await import('./check-account.ts')).checkAccount },
  'token.import': { effect: 'change', load: async () => (await import('./import-tokens.ts')).importTokens },
  'token.sync': { effect: 'change', load: async () => (await import('./import-tokens.ts')).syncAccount },
  'token.undo': { effect: 'change', load: async () => (await import('./import-tokens.ts')).undoTokens },
  'token.list': { effect: 'question', load: async () => (await import('./tokens.ts')).listTokens },
  'token.show': { effect: 'question', load: async () => (await import('./tokens.ts')).showToken },
  'campaign.add': { effect: 'change', load: async () => (await import('./add-campaign.ts')).addCampaign },
  'campaign.plan': { effect: 'question', load: async () => (await import('./plan-campaign.ts')).planCampaign },
  'campaign.planSummary': { effect: 'question', load: async () => (await import('./plan-campaign.ts')).summarizePlan },
  'campaign.launch': { effect: 'change', load: async () => (await import('./campaigns.ts')).launchCampaign },
  'campaign.pause': { effect: 'change', load: async () => (await import('./campaigns.ts')).pauseCampaign },
  'campaign.resume': { effect: 'change', load: async () => (await import('./campaigns.ts')).resumeCampaign },
  'campaign.cancel': { effect: 'change', load: async () => (await import('./campaigns.ts')).cancelCampaign },
  'campaign.status': { effect: 'question', load: async () => (await import('./campaigns.ts')).readCampaignStatus },
  'campaign.list': { effect: 'question', load: async () => (await import('./campaigns.ts')).listCampaigns },
  'campaign.export': { effect: 'question', load: async () => (await import('./export-campaign.ts')).exportCampaign },
  'campaign.decide': { effect: 'change', load: async () => (await import('./decide-message.ts')).decideMessage },
  'campaign.explain': { effect: 'question', load: async () => (await import('./explain-message.ts')).explainMessage },
  'campaign.rehearse': { effect: 'question', load: async () => (await import('./rehearse.ts')).rehearse },
  'data.backup': { effect: 'change', load: async () => (await import('./backup.ts')).backup },
  'data.doctor': { effect: 'question', load: async () => (await import('./doctor.ts')).doctor },
  'data.export': { effect: 'question', load: async () => (await import('./export-data.ts')).exportData },
  'person.erase': { effect: 'change', load: async () => (await import('./erase-person.ts')).erasePerson },
} as const satisfies Readonly<Record<string, Entry>>;

/** Name of a use case. */
export type UseCaseName = keyof typeof USE_CASES;

/** Whether a use case changes something, so that running it twice is not the same as once. */
export function isChange(name: UseCaseName): boolean {
  return USE_CASES[name].effect === 'change';
}

/** What a use case answers, by its name: the document, or one row. */
export type UseCaseOutput<Name extends UseCaseName> =
  Awaited<ReturnType<(typeof USE_CASES)[Name]['load']>> extends DocumentUseCase<infer Output> ? Output : never;
