import { test } from '../kit.ts';
import { expectGoSums, type GoSumVector } from './gosumVectors.ts';
import { readVectors } from './vectors.ts';

test('go.sum texts are read as the go command reads them', () => {
  expectGoSums(readVectors<GoSumVector[]>('gosum.json.gz').vectors);
});
