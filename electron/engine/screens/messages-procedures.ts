import { answer, screens } from './implement-contract.ts';

const { messages, audience } = screens;

/** What the list and the editor of Messages ask. */
export const messagesProcedures = {
  list: messages.list.handler(answer('campaign.page')),
  senders: messages.senders.handler(answer('account.senders')),
  create: messages.create.handler(answer('campaign.create')),
  putBack: messages.putBack.handler(answer('campaign.putBack')),
  read: messages.read.handler(answer('campaign.read')),
  save: messages.save.handler(answer('campaign.save')),
  duplicate: messages.duplicate.handler(answer('campaign.duplicate')),
  remove: messages.remove.handler(answer('campaign.remove')),
  versions: messages.versions.handler(answer('campaign.versions')),
  restoreVersion: messages.restoreVersion.handler(answer('campaign.restoreVersion')),
};

/** Whom a draft would reach, and when. */
export const audienceProcedures = {
  reach: audience.reach.handler(answer('campaign.reach')),
  times: audience.times.handler(answer('campaign.times')),
};
