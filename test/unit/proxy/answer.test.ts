import { type AnswerMeaning, meaningOf } from '../../../server/src/proxy/index.ts';
import { describe, expect, test } from '../../kit.ts';

const BLOCKED =
  'SECURITY ERROR\nThe module proxy considers this module to be malicious\nand will not serve it.\n';

describe('meaningOf', () => {
  test.each<[number, AnswerMeaning]>([
    [200, 'ok'],
    [404, 'not-found'],
    [410, 'not-found'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [407, 'forbidden'],
    [451, 'forbidden'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [503, 'server-error'],
    [599, 'server-error'],
    [204, 'unexpected'],
    [304, 'unexpected'],
    [400, 'unexpected'],
    [600, 'unexpected'],
  ])('status %i without a body', (status, expected) => {
    expect(meaningOf(status, '')).toBe(expected);
  });

  test.each([
    BLOCKED,
    BLOCKED.toUpperCase(),
    'forbidden: the mirror considers the module example.com/a@v1.0.0 malicious',
    'module example.com/a: version v1.0.0 has been flagged as malicious',
    'This module is known to be malicious.',
  ])('%j blocks the module', (body) => {
    expect(meaningOf(403, body)).toBe('blocked-as-malicious');
  });

  test.each([
    'Forbidden',
    'malicious',
    'module: forbidden',
    '<html>Your gateway considers this module to be malicious</html>',
    'Access denied by policy: the category of this site is "malicious sites".',
    'Your key may not read this module. Requests that may be malicious are logged.',
    'This module is not malicious, but your country is not served.',
    'The module was found to be non-malicious; access to it is restricted.',
    `${' '.repeat(5000)}${BLOCKED}`,
  ])('%j is a refusal and no more', (body) => {
    expect(meaningOf(403, body)).toBe('forbidden');
  });

  test.each([200, 404, 410, 429, 500])('the text says nothing at status %i', (status) => {
    expect(meaningOf(status, BLOCKED)).toBe(meaningOf(status, ''));
  });
});
