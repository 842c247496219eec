import { parseTilePath, tilePath } from '../../../server/src/sumdb/tilePath.ts';
import { describe, expect, test } from '../../kit.ts';

describe('tile paths', () => {
  test.each([
    ['/tile/3/4/x001/x234/067.p/1', { height: 3, level: 4, n: 1234067, width: 1 }],
    ['/tile/3/4/x001/x234/067', { height: 3, level: 4, n: 1234067, width: 8 }],
    ['/tile/8/0/000', { height: 8, level: 0, n: 0, width: 256 }],
    ['/tile/8/0/999.p/255', { height: 8, level: 0, n: 999, width: 255 }],
    ['/tile/8/0/x001/000', { height: 8, level: 0, n: 1000, width: 256 }],
    ['/tile/8/0/x035/x184/x372/x088/831', { height: 8, level: 0, n: 35184372088831, width: 256 }],
    ['/tile/30/1/000.p/1', { height: 30, level: 1, n: 0, width: 1 }],
    ['/tile/1/52/001', { height: 1, level: 52, n: 1, width: 2 }],
  ])('%s is written and read', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test.each([
    '',
    'tile/8/0/000',
    '/tile/8/0',
    '/tile/8/0/',
    '/tile/8/0/0',
    '/tile/8/0/x000/001',
    '/tile/8/0/001/002',
    '/tile/8/0/x001',
    '/tile/8/0/x1/002',
    '/tile/8/0/000.p/0',
    '/tile/8/0/000.p/256',
    '/tile/8/0/000.p/01',
    '/tile/8/0/000.p/-1',
    '/tile/8/0/000.p/',
    '/tile/8/0/000.p',
    '/tile/08/0/000',
    '/tile/0/0/000',
    '/tile/31/0/000',
    '/tile/8/-1/000',
    '/tile/8/data/000',
    '/tile/8/0/000/',
    '/tile/8/0/000\n',
    '/tile/8/0/x009/x007/x199/x254/x740/992',
    `/tile/8/0/${'x001/'.repeat(100_000)}000`,
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});
