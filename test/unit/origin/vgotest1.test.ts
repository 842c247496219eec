import { tagSum } from '../../../server/src/origin/index.ts';
import { expect, test } from '../../kit.ts';

/** The tags of rsc/vgotest1, which the go command's own tests use, with the commits that they point to. */
const TAGS: Readonly<Record<string, string>> = {
  mytag: '80d85c5d4d17598a0e9055e7c175a32b415d6128',
  'submod/v1.0.4': '8afe2b2efed96e0880ecd2a69b98a53b8c2738b6',
  'submod/v1.0.5': '70fd92eaa4dacf82548d0c6099f5b853ae2c1fc8',
  'v0.0.0': '80d85c5d4d17598a0e9055e7c175a32b415d6128',
  'v0.0.1': '5a115c66393dd8c4a5cc3215653850d7f5640d0e',
  'v1.0.0': '80d85c5d4d17598a0e9055e7c175a32b415d6128',
  'v1.0.1': '5a115c66393dd8c4a5cc3215653850d7f5640d0e',
  'v1.0.2': '2e38a1a347ba4d9e9946ec0ce480710ff445c919',
  'v1.0.3': '8afe2b2efed96e0880ecd2a69b98a53b8c2738b6',
  'v1.1.0': 'b769f2de407a4db81af9c5de0a06016d60d2ea09',
  'v2.0.0': '45f53230a74ad275c7127e117ac46914c8126160',
  'v2.0.1': 'ea65f87c8f52c15ea68f3bdd9925ef17e20d91e9',
  'v2.0.2': 'f7b23352af1cd750b11e4673b20b24c2d239430a',
  'v2.0.3': 'f18795870fb14388a21ef3ebc1d75911c8694f31',
  'v2.0.4': '1f863feb76bc7029b78b21c5375644838962f88d',
  'v2.0.5': '2f615117ce481c8efef46e0cc0b4b4dccfac8fea',
  'v2.0.6': 'a01a0aef06cbd571294fc5451788cd4eadbfd651',
};

test.each([
  ['', 't1:hfvEtTDGlsAJAkraYH2wWTqdt2eD4C6g5Xq2TKfceo4='],
  ['submod/', 't1:vn3HBTTCxeNbSCusVZdwKrgiMYccnsiWzFwAvYYm+1o='],
])('the digest of its tags with prefix %j is the one that the go command computes', (prefix, digest) => {
  const refs = new Map(Object.entries(TAGS).map(([name, id]) => [`refs/tags/${name}`, { id }]));
  expect(tagSum(refs, prefix)).toBe(digest);
});
