import { describe, expect, it } from 'vitest';
import { readUsage } from '#engine/graph/usage-headers.ts';

const business = (line: Record<string, unknown>) => ({
  'x-business-use-case-usage': JSON.stringify({ 1: [{ type: 'messenger', call_count: 1, ...line }] }),
});

describe('the usage headers', () => {
  it('give the highest percentage of all limits', () => {
    expect(readUsage({ 'x-app-usage': '{"call_count":28,"total_cputime":25,"total_time":208}' })).toEqual({
      percent: 208,
      regainAccessMinutes: null,
    });
    expect(readUsage({ ...business({ total_cputime: 91 }), 'x-app-usage': '{"call_count":28}' }).percent).toBe(91);
  });

  it('give the longest wait in minutes, and none when it is 0', () => {
    expect(readUsage(business({ estimated_time_to_regain_access: 19 })).regainAccessMinutes).toBe(19);
    expect(readUsage(business({ estimated_time_to_regain_access: 0 })).regainAccessMinutes).toBeNull();
  });

  it('do not count the limits of advertising calls, which are not ours', () => {
    expect(readUsage(business({ type: 'ads_management', call_count: 100 })).percent).toBe(0);
  });

  it('say nothing when they are missing or unreadable', () => {
    const nothing = { percent: 0, regainAccessMinutes: null };
    for (const value of ['', 'null', '[]', '{', '{"call_count":"many"}', '{"1":{}}', '{"1":[5]}']) {
      expect(readUsage({ 'x-app-usage': value, 'x-business-use-case-usage': value }), value).toEqual(nothing);
    }
    expect(readUsage({})).toEqual(nothing);
  });
});
