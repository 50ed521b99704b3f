import type { GraphApi } from './graph/graph-api.ts';

/** The Graph client, loaded at its first call: a command that asks the platform nothing starts without it. */
export function graphWhenNeeded(load: () => Promise<GraphApi>): GraphApi {
  let loaded: Promise<GraphApi> | null = null;
  const graph = (): Promise<GraphApi> => {
    loaded ??= load();
    return loaded;
  };
  return {
    sendToToken: async (...args) => (await graph()).sendToToken(...args),
    sendToRecipient: async (...args) => (await graph()).sendToRecipient(...args),
    readToken: async (...args) => (await graph()).readToken(...args),
    listTokens: async (...args) => (await graph()).listTokens(...args),
    readPage: async (...args) => (await graph()).readPage(...args),
    readTasks: async (...args) => (await graph()).readTasks(...args),
    debugAccessToken: async (...args) => (await graph()).debugAccessToken(...args),
    permissions: async (...args) => (await graph()).permissions(...args),
    subscriptions: async (...args) => (await graph()).subscriptions(...args),
    touchConversations: async (...args) => (await graph()).touchConversations(...args),
    conversationWith: async (...args) => (await graph()).conversationWith(...args),
    listConversations: async (...args) => (await graph()).listConversations(...args),
    readMessages: async (...args) => (await graph()).readMessages(...args),
    enableFollowUp: async (...args) => (await graph()).enableFollowUp(...args),
  };
}
