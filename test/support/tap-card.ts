import type { EngineClient } from '#renderer/client/engine-client.ts';

/**
 * Has somebody of a practice account write and tap the button of a new card. Nothing is read from the list: what happened comes by
 * webhook, or not at all.
 *
 * @returns the topics the person holds an active permission for, read anew at each call.
 */
export async function topicsAfterTap(
  engine: Pick<EngineClient, 'asks' | 'people'>,
  account: string,
): Promise<() => Promise<readonly (string | null)[]>> {
  const { person } = await engine.asks.practise({ account, person: null, act: 'write', card: null });
  const { id } = await engine.asks.save({
    id: null,
    account,
    name: 'Bread',
    card: {
      title: 'Fresh bread every Friday',
      imageUrl: null,
      imageRatio: null,
      callToAction: null,
      zone: null,
      payload: 'bread',
      elements: [],
      hasFrequency: false,
    },
    followUps: [],
    version: null,
  });
  await engine.asks.practise({ account, person, act: 'tap', card: id });
  return async () => {
    const { permissions } = await engine.people.read({ person });
    return permissions.filter(({ status }) => status === 'active').map(({ topic }) => topic);
  };
}
