import { describe, expect, it } from 'vitest';
import { changelogFault } from './check-changelog.ts';

describe('the changelog check', () => {
  it('passes a changelog that says what is new', () => {
    expect(changelogFault('# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Imports.\n')).toBeNull();
  });

  it('refuses a missing changelog', () => {
    expect(changelogFault(null)).toBe('CHANGELOG.md is missing.');
  });

  it('refuses a changelog without an Unreleased section', () => {
    expect(changelogFault('# Changelog\n\n## [1.0.0]\n\n- Imports.\n')).toContain('has no section');
  });

  it('refuses an Unreleased section that says nothing, even when an older release does', () => {
    expect(changelogFault('## [Unreleased]\n\n### Added\n\n## [1.0.0]\n\n- Imports.\n')).toContain('says nothing');
  });

  it('refuses a group that Keep a Changelog does not know', () => {
    expect(changelogFault('## [Unreleased]\n\n### Improved\n\n- Imports.\n')).toContain("a group 'Improved'");
  });
});
