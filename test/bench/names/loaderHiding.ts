import { hideInBytes, hideInLetters, hideInRunes } from './loaderArrays.ts';
import { hideByCipher } from './loaderCipher.ts';
import { type Hidden, type LoaderCode, quoted } from './loaderCode.ts';
import { hideInBase64, hideInHex } from './loaderEncodings.ts';
import { hideBySplitting } from './loaderSplits.ts';
import type { Hiding } from './loaderStyle.ts';

const WAYS: Readonly<Record<Hiding, (text: string, code: LoaderCode) => Hidden>> = {
  letters: hideInLetters,
  runes: hideInRunes,
  bytes: hideInBytes,
  hex: hideInHex,
  base64: hideInBase64,
  split: hideBySplitting,
  cipher: hideByCipher,
  plain: (text) => ({ lines: [], expr: quoted(text) }),
};

/** Writes Go that makes `text`, which is ASCII of at least two letters, in one of many ways of the style. */
export function hideText(text: string, hiding: Hiding, code: LoaderCode): Hidden {
  return WAYS[hiding](text, code);
}
