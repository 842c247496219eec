import {
  isPrivateHostName,
  isPublicAddress,
  PrivateAddressError,
  resolvePublic,
} from '../../../server/src/adapters/addresses.ts';
import { expect, test } from '../../kit.ts';

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::FFFF:A9FE:A9FE',
  '64:ff9b::10.0.0.1',
  'fe80::1%eth0',
  'fd12:3456::1',
  'ff02::1',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '192.169.0.1',
  '2606:4700::1111',
  '::ffff:1.1.1.1',
  '64:ff9b::101:101',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('what is no address is not public', () => {
  for (const text of ['', 'localhost', '1.2.3', '256.1.1.1', '1.2.3.4.5', ':::'])
    expect(isPublicAddress(text)).toBe(false);
});

test.each([
  'localhost',
  'LOCALHOST.',
  'db',
  'a.localhost',
  'printer.local',
  '10.0.0.1',
  '[::1]',
  '[fd00::1]',
])('the name %s is surely private', (name) => {
  expect(isPrivateHostName(name)).toBe(true);
});

test.each(['example.com', '1.1.1.1', '[2606:4700::1111]', 'localhost.example.com'])(
  'the name %s may be public',
  (name) => {
    expect(isPrivateHostName(name)).toBe(false);
  },
);

test('a private name is refused without a look-up', async () => {
  await expect(resolvePublic('localhost')).rejects.toBeInstanceOf(PrivateAddressError);
  await expect(resolvePublic('[::ffff:192.168.0.1]')).rejects.toBeInstanceOf(PrivateAddressError);
});
