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
  'settings.read': { effect: 'question', load: async () => (await import('./settings.ts')).readSettings },
  'settings.write': { effect: 'change', load: async () => (await import('./settings.ts')).writeSettings },
  'settings.zones': { effect: 'question', load: async () => (await import('./settings.ts')).listZones },
  'activity.deeds': { effect: 'question', load: async () => (await import('./activity.ts')).pageDeeds },
  'activity.tries': { effect: 'question', load: async () => (await import('./activity.ts')).pageTries },
  'activity.choices': { effect: 'question', load: async () => (await import('./activity.ts')).readChoices },
  'activity.exportDeeds': { effect: 'question', load: async () => (await import('./export-activity.ts')).exportDeeds },
  'activity.exportTries': { effect: 'question', load: async () => (await import('./export-activity.ts')).exportTries },
  'calendar.read': { effect: 'question', load: async () => (await import('./calendar.ts')).readCalendar },
  'calendar.contention': { effect: 'question', load: async () => (await import('./calendar.ts')).readContention },
  'relay.read': { effect: 'question', load: async () => (await import('./relay.ts')).readRelay },
  'today.read': { effect: 'question', load: async () => (await import('./today.ts')).readToday },
  'today.health': { effect: 'question', load: async () => (await import('./today.ts')).readHealth },
  'account.add': { effect: 'change', load: async () => (await import('./accounts.ts')).addAccount },
  'account.reconnect': { effect: 'change', load: async () => (await import('./accounts.ts')).reconnectAccount },
  'account.list': { effect: 'question', load: async () => (await import('./accounts.ts')).listAccounts },
  'account.overview': {
    effect: 'question',
    load: async () => (await import('./account-overview.ts')).overviewAccounts,
  },
  'account.connect': { effect: 'change', load: async () => (await import('./connect-account.ts')).connectAccount },
  'account.change': { effect: 'change', load: async () => (await import('./change-account.ts')).changeAccount },
  'account.pause': { effect: 'change', load: async () => (await import('./change-account.ts')).pauseAccount },
  'account.resume': { effect: 'change', load: async () => (await import('./change-account.ts')).resumeAccount },
  'account.remove': { effect: 'change', load: async () => (await import('./change-account.ts')).removeAccount },
  'account.check': { effect: 'question', load: async () => (await import('./check-account.ts')).checkAccount },
  'account.senders': { effect: 'question', load: async () => (await import('./message-list.ts')).listSenders },
  'token.import': { effect: 'change', load: async () => (await import('./import-tokens.ts')).importTokens },
  'token.sync': { effect: 'change', load: async () => (await import('./import-tokens.ts')).syncAccount },
  'token.undo': { effect: 'change', load: async () => (await import('./import-tokens.ts')).undoTokens },
  'account.addPractice': { effect: 'change', load: async () => (await import('./add-practice.ts')).addPracticeAccount },
  'account.addUnconnected': {
    effect: 'change',
    load: async () => (await import('./add-unconnected.ts')).addUnconnectedAccount,
  },
  'import.start': { effect: 'question', load: async () => (await import('./import-start.ts')).readImportStart },
  'import.one': { effect: 'question', load: async () => (await import('./import-start.ts')).readImport },
  'import.peek': { effect: 'question', load: async () => (await import('./import-peek.ts')).peekImport },
  'import.prepare': {
    effect: 'question',
    load: async () => (await import('./import-prepared.ts')).prepareImportedFile,
  },
  'import.prepared': { effect: 'question', load: async () => (await import('./import-prepared.ts')).readPrepared },
  'import.apply': { effect: 'change', load: async () => (await import('./import-prepared.ts')).applyPrepared },
  'import.drop': { effect: 'question', load: async () => (await import('./import-prepared.ts')).dropPrepared },
  'import.rejects': { effect: 'question', load: async () => (await import('./import-prepared.ts')).pourRejects },
  'token.list': { effect: 'question', load: async () => (await import('./tokens.ts')).listTokens },
  'token.show': { effect: 'question', load: async () => (await import('./tokens.ts')).showToken },
  'campaign.add': { effect: 'change', load: async () => (await import('./add-campaign.ts')).addCampaign },
  'campaign.page': { effect: 'question', load: async () => (await import('./message-list.ts')).pageMessages },
  'campaign.create': { effect: 'change', load: async () => (await import('./drafts.ts')).createDraft },
  'campaign.putBack': { effect: 'change', load: async () => (await import('./drafts.ts')).putBackDraft },
  'campaign.duplicate': { effect: 'change', load: async () => (await import('./drafts.ts')).duplicateDraft },
  'campaign.read': { effect: 'question', load: async () => (await import('./drafts.ts')).readDraft },
  'campaign.save': { effect: 'change', load: async () => (await import('./drafts.ts')).saveDraft },
  'campaign.remove': { effect: 'change', load: async () => (await import('./drafts.ts')).removeDraft },
  'campaign.versions': {
    effect: 'question',
    load: async () => (await import('./draft-versions.ts')).listDraftVersions,
  },
  'campaign.restoreVersion': { effect: 'change', load: async () => (await import('./drafts.ts')).restoreDraft },
  'campaign.reach': { effect: 'question', load: async () => (await import('./draft-audience.ts')).readReach },
  'campaign.times': { effect: 'question', load: async () => (await import('./draft-audience.ts')).readTimes },
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
  'campaign.overview': { effect: 'question', load: async () => (await import('./plan-overview.ts')).overviewPlan },
  'campaign.planPeople': { effect: 'question', load: async () => (await import('./plan-people.ts')).listPlanPeople },
  'campaign.launchReviewed': {
    effect: 'change',
    load: async () => (await import('./launch-reviewed.ts')).launchReviewed,
  },
  'campaign.testers': { effect: 'question', load: async () => (await import('./find-tester.ts')).listTesters },
  'campaign.test': { effect: 'change', load: async () => (await import('./send-test.ts')).sendTest },
  'campaign.mayTest': { effect: 'question', load: async () => (await import('./second-test.ts')).mayTestPerson },
  'campaign.allowTest': { effect: 'change', load: async () => (await import('./second-test.ts')).allowSecondTest },
  'campaign.progress': { effect: 'question', load: async () => (await import('./read-progress.ts')).readProgress },
  'campaign.undecided': {
    effect: 'question',
    load: async () => (await import('./undecided-messages.ts')).listUndecided,
  },
  'campaign.decideOne': {
    effect: 'change',
    load: async () => (await import('./undecided-messages.ts')).decideUndecided,
  },
  'campaign.outcomes': { effect: 'question', load: async () => (await import('./campaign-results.ts')).listOutcomes },
  'campaign.tally': { effect: 'question', load: async () => (await import('./campaign-results.ts')).tallyCampaign },
  'campaign.rehearseHere': { effect: 'question', load: async () => (await import('./rehearse.ts')).rehearseHere },
  'data.backup': { effect: 'change', load: async () => (await import('./backup.ts')).backup },
  'data.facts': { effect: 'question', load: async () => (await import('./data-facts.ts')).readDataFacts },
  'data.backups': { effect: 'question', load: async () => (await import('./backups.ts')).readBackups },
  'data.backUpHere': { effect: 'change', load: async () => (await import('./backups.ts')).backUpHere },
  'data.prepareRestore': { effect: 'change', load: async () => (await import('./backups.ts')).prepareRestore },
  'data.cancelRestore': { effect: 'change', load: async () => (await import('./backups.ts')).cancelRestore },
  'data.restart': { effect: 'change', load: async () => (await import('./backups.ts')).restart },
  'data.forgetLastRestore': { effect: 'change', load: async () => (await import('./backups.ts')).forgetLastRestore },
  'data.diagnostics': { effect: 'question', load: async () => (await import('./diagnostics.ts')).writeDiagnostics },
  'data.doctor': { effect: 'question', load: async () => (await import('./doctor.ts')).doctor },
  'data.export': { effect: 'question', load: async () => (await import('./export-data.ts')).exportData },
  'people.page': { effect: 'question', load: async () => (await import('./people-list.ts')).pagePeople },
  'people.count': { effect: 'question', load: async () => (await import('./people-list.ts')).countPeople },
  'people.choices': { effect: 'question', load: async () => (await import('./people-list.ts')).choosePeople },
  'people.read': { effect: 'question', load: async () => (await import('./people-person.ts')).readPersonRecord },
  'people.whyNot': { effect: 'question', load: async () => (await import('./people-person.ts')).explainToPerson },
  'people.erase': { effect: 'change', load: async () => (await import('./people-person.ts')).erasePersonTyped },
  'people.suppress': { effect: 'change', load: async () => (await import('./people-change.ts')).suppressPeople },
  'people.allow': { effect: 'change', load: async () => (await import('./people-change.ts')).allowPeople },
  'people.setZone': { effect: 'change', load: async () => (await import('./people-change.ts')).setZoneOfPeople },
  'people.undo': { effect: 'change', load: async () => (await import('./people-change.ts')).undoPeople },
  'people.export': { effect: 'question', load: async () => (await import('./people-export.ts')).exportPeople },
  'people.zoneTroubles': { effect: 'question', load: async () => (await import('./people-zones.ts')).findZoneTroubles },
  'ask.cards': { effect: 'question', load: async () => (await import('./ask-cards.ts')).listCards },
  'ask.save': { effect: 'change', load: async () => (await import('./ask-cards.ts')).saveCard },
  'ask.remove': { effect: 'change', load: async () => (await import('./ask-cards.ts')).removeCard },
  'ask.look': { effect: 'question', load: async () => (await import('./ask-cards.ts')).lookAtCard },
  'ask.people': { effect: 'question', load: async () => (await import('./ask-people.ts')).listAskable },
  'ask.mayAsk': { effect: 'question', load: async () => (await import('./ask-people.ts')).mayAskPerson },
  'ask.send': { effect: 'change', load: async () => (await import('./ask-send.ts')).sendCards },
  'ask.cancel': { effect: 'change', load: async () => (await import('./ask-send.ts')).cancelCards },
  'ask.ledger': { effect: 'question', load: async () => (await import('./ask-ledger.ts')).listRequests },
  'ask.decide': { effect: 'change', load: async () => (await import('./ask-undecided.ts')).decideUndecidedAsk },
  'ask.guard': { effect: 'change', load: async () => (await import('./ask-ledger.ts')).setAskGuard },
  'ask.findWriters': { effect: 'change', load: async () => (await import('./ask-find-writers.ts')).findWriters },
  'ask.undecided': { effect: 'question', load: async () => (await import('./ask-undecided.ts')).listUndecidedAsks },
  'ask.practise': { effect: 'change', load: async () => (await import('./ask-practise.ts')).practise },
  'ask.followUp': { effect: 'change', load: async () => (await import('./ask-follow-up.ts')).sendFollowUps },
  'ask.tally': { effect: 'question', load: async () => (await import('./ask-tally.ts')).tallyAsking },
  'people.consentRecord': {
    effect: 'question',
    load: async () => (await import('./consent-record.ts')).readConsentRecord,
  },
  'people.fillNames': { effect: 'change', load: async () => (await import('./fill-names.ts')).fillNames },
  'picture.fetch': { effect: 'question', load: async () => (await import('./fetch-picture.ts')).fetchPreviewPicture },
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
