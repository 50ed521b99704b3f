import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#test/tools/lint/project-path.ts';
import { findForbidden, forbiddenHere } from './check-text.ts';

// Put together piece by piece, so that this file itself names nothing that it forbids.
const HOME = ['', 'home', 'ada', 'sundial'].join('/');
const REGISTRY = ['registry', 'example', 'org'].join('.');

function whatIn(text: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  return findForbidden('a.md', text, forbiddenHere(environment)).map(({ line, what }) => `${line}: ${what}`);
}

describe('the text check', () => {
  it('passes ordinary text, addresses and relative paths', () => {
    expect(whatIn('see ../shared/DESIGN.md, https://graph.facebook.com/v21.0/home/page and ~/sundial')).toEqual([]);
  });

  it('finds a path of one machine, in the line where it stands', () => {
    expect(whatIn(`fine\nopen ${HOME} now`)).toEqual(['2: a path of one machine']);
  });

  it('finds a Windows path of one machine', () => {
    expect(whatIn(['C:', 'Users', 'ada'].join('\\'))).toEqual(['1: a path of one machine']);
  });

  it('finds where this project stands, wherever that is', () => {
    expect(whatIn(`cd ${PROJECT_ROOT}`)).toContain('1: the path this project stands at');
  });

  it('finds a package registry by its shape', () => {
    expect(whatIn(`from https://${REGISTRY}/a`)).toEqual(['1: a package registry']);
  });

  it('finds the registry in use, whatever it is called', () => {
    expect(
      whatIn('from https://parcels.example:8080/a', { npm_config_registry: 'https://parcels.example:8080/' }),
    ).toEqual(['1: a package registry']);
  });

  it('finds the place a package was fetched from in a lock file', () => {
    const line = `${JSON.stringify('resolved')}: "https://parcels.example/a.tgz"`;
    expect(whatIn(line)).toEqual(['1: the place a package was fetched from']);
  });
});
