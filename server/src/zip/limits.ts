/** Upper bound of a module zip, and of the total of its uncompressed files, in bytes. MaxZipFile of golang.org/x/mod/zip. */
export const MAX_ZIP_BYTES = 500 * 2 ** 20;

/** Upper bound of the root go.mod, in bytes. MaxGoMod of golang.org/x/mod/zip. */
export const MAX_GO_MOD_BYTES = 16 * 2 ** 20;

/** Upper bound of the root LICENSE, in bytes. MaxLICENSE of golang.org/x/mod/zip. */
export const MAX_LICENSE_BYTES = 16 * 2 ** 20;

/**
 * Upper bound of the entries of one zip. Ours, not Go's: each entry costs memory
 * before anything is known of it. The largest public modules have some tens of thousands.
 */
export const MAX_ENTRIES = 400_000;

/**
 * Upper bound of the path elements of all names together. Ours, not Go's: each
 * directory costs memory, and names can be made of little else. The largest
 * public modules have some hundreds of thousands.
 */
export const MAX_PATH_ELEMENTS = 2_000_000;
