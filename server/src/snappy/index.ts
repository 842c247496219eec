/**
 * snappy: what stands in a block of Snappy?
 *
 * Code hosts keep attestation bundles packed in this way. A block is one piece:
 * the length of what was packed, then literals and copies of what came before.
 * There is no checksum in it, and no frame around it.
 *
 * Rules: a block is attacker-controlled. Room is made only for what the caller
 * allows and the block could fill; time is linear in what comes out. A block
 * that gives more or less than it says is broken, as is whatever Snappy's own
 * decoder refuses; nothing of a broken one is given out.
 *
 * Specification: google/snappy, format_description.txt of 2011-10-05.
 */
export { type BlockFault, uncompressBlock } from './uncompressBlock.ts';
