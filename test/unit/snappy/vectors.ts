/** What a real Snappy made of a text. */
interface Vector {
  readonly name: string;
  readonly text: Uint8Array;
  /** Base64. */
  readonly block: string;
}

/** 300 bytes without a pattern, from a generator that any language has. */
const NOISE = Buffer.alloc(300);
for (let seed = 1, at = 0; at < NOISE.length; at++) {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  NOISE[at] = (seed >>> 16) & 255;
}

const STATEMENT = Array.from({ length: 40 }, (_, line) => {
  const sha1 = (line * line * 7919).toString(16).padStart(40, '0');
  return `{"line":${line},"digest":{"sha1":"${sha1}"}}\n`;
}).join('');

/**
 * Made on 2026-11-26 with Encode of github.com/golang/snappy v1.0.0 and go1.26.8.
 * It writes literals and copies with offsets of one and two bytes.
 */
export const VECTORS: readonly Vector[] = [
  {
    name: 'nothing',
    text: Buffer.from(''),
    block: 'AA==',
  },
  {
    name: 'one byte',
    text: Buffer.from('a'),
    block: 'AQBh',
  },
  {
    name: 'a literal of 60 bytes',
    text: NOISE.subarray(0, 60),
    block: 'POzGfoFrS/vi+1T2vd98HOGHAb8x3lZyD0dnZodZqog8WepWE3vShaHYPFRVLzeuZVvaAnmYzOMado5f2Zk=',
  },
  {
    name: 'a literal of 61 bytes',
    text: NOISE.subarray(0, 61),
    block: 'PfA8xn6Ba0v74vtU9r3ffBzhhwG/Md5Wcg9HZ2aHWaqIPFnqVhN70oWh2DxUVS83rmVb2gJ5mMzjGnaOX9mZjw==',
  },
  {
    name: 'a literal of 300 bytes',
    text: NOISE,
    block: [
      'rAL0KwHGfoFrS/vi+1T2vd98HOGHAb8x3lZyD0dnZodZqog8WepWE3vShaHYPFRVLzeuZVvaAnmYzOMado5f2ZmPHz827kN4TQ36',
      'vqba5IaO3CltTv9W4XAg+4+xWAWQxQncU82qO0iZUtNSnQaf6rXCBhOYSbIBHqwyiDGcUkaVcTaPV/Y5HRb6iHT1mHwXXEG7bXGO',
      'D3BZxwEbLzM9kcAdpQ0NqzONfl6PPuZodKY6scOTEahkx9vK4GDh878JAGei4yWgITGH1WLFqE9+LglrlJ+wbameWgtGcIC2z0cM',
      'pqUq2Kz7oOu3eSRyI5JIgMWmp4W314yQ5KtjRFJm45wzJfleqrpzYF1LcX6+qYxXGXHDyl7lKjOsiFFmoXt1Z2Saae9vVkKgHVHF',
      'Ave7kkU=',
    ].join(''),
  },
  {
    name: 'a run',
    text: Buffer.from('a'.repeat(100)),
    block: 'ZABh/gEAigEA',
  },
  {
    name: 'a repeated pair',
    text: Buffer.from('ab'.repeat(60)),
    block: 'eARhYv4CANYCAA==',
  },
  {
    name: 'lines of JSON',
    text: Buffer.from(STATEMENT),
    block: [
      '3hZweyJsaW5lIjowLCJkaWdlc3QiOnsic2hhMSI6IjCaAQAMIn19ChFIADHaSAAMMWVlZi5IAAAy2kgADDdiYmMuSAAAM9ZIABAx',
      'MTY2Ny5IAAA02kgACGVlZjIgAQA11kgADDMwNTUykAAANtZIAAw0NTk5MiABADfWSAAMNWViYjKwAQA41kgAIa8yIAEAOdZIAAw5',
      'Yzk5MpAAADHa0QIMYzE1NTIhAQAx2tICDGU5ZWYysgEAMdbTAkWKMiMBADHW1AIQMTQ2YmM2kgDW1QIQMTdhZWY2JAHW1gIQMWIz',
      'MDA2tgHW1wJlZjYkAdbYAhAyMmViYzaSANbZAhAyNzI2NzYkAdbaAhAyYjlmMDK2AQAy1toChUIyJAEAMtbaAhAzNTQ5YjaSANba',
      'AhAzYTdiZDIkAQAy1toCEDNmZWJkMrYBADLW2gKlHjYkAdbaAhA0Yjg1NzaSANbaAhA1MWFmMTYkAdbaAhA1ODE2OTa2AdbaAqX6',
      'NiQB1toCEDY1OWYyMpIAADPW2gIQNmNjMDMyJAEAM9baAhA3NDFmMjK2AQAz1toCxdYyJAEAM9baAhA4Mzk2YTaSANbaAgw4YmFm',
      'OiQB1toCEDk0MDVhNrYB1toC5bI2JAHW2gIQYTU2YzE2kgDW2gIMYWU3YzZsAwAz1toCJGI3YzlmZiJ9fQo=',
    ].join(''),
  },
  {
    name: 'a copy from far behind',
    text: Buffer.concat([NOISE, Buffer.from('-'.repeat(2500)), NOISE.subarray(0, 200)]),
    block: [
      'uBf0PgHGfoFrS/vi+1T2vd98HOGHAb8x3lZyD0dnZodZqog8WepWE3vShaHYPFRVLzeuZVvaAnmYzOMado5f2ZmPHz827kN4TQ36',
      'vqba5IaO3CltTv9W4XAg+4+xWAWQxQncU82qO0iZUtNSnQaf6rXCBhOYSbIBHqwyiDGcUkaVcTaPV/Y5HRb6iHT1mHwXXEG7bXGO',
      'D3BZxwEbLzM9kcAdpQ0NqzONfl6PPuZodKY6scOTEahkx9vK4GDh878JAGei4yWgITGH1WLFqE9+LglrlJ+wbameWgtGcIC2z0cM',
      'pqUq2Kz7oOu3eSRyI5JIgMWmp4W314yQ5KtjRFJm45wzJfleqrpzYF1LcX6+qYxXGXHDyl7lKjOsiFFmoXt1Z2Saae9vVkKgHVHF',
      'Ave7kkUtLS0tLS0tLS0tLS0tLS0tLS0t/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA',
      '/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goA/goAwgoA/vAK/vAK/vAK',
      'HvAK',
    ].join(''),
  },
];
