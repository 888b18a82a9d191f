// Which events a rule forwards.

/** What `detail` may have: the region of the service that first put the event. Who publishes an event again leaves it as it is. */
export const ORIGIN_FIELD = 'originRegion';

/**
 * The pattern of a rule that forwards events of a region: those that were first put in it, and no other. Events from the other region have that one
 * in `region`, and a publisher that puts them again can tell it in `detail`; replays stay where they are.
 */
export function forwardPattern(region: string, sources: string[]): string {
  return JSON.stringify({
    'source': sources,
    'region': [region],
    'replay-name': [{ exists: false }],
    'detail': { [ORIGIN_FIELD]: [{ exists: false }, region] },
  });
}
