/**
 * Unicode's simple case folding as Go's `unicode.SimpleFold` has it, in runs:
 * `first-last/stride±delta`, or `single±delta`; code points in hexadecimal,
 * deltas in decimal. Adding the delta gives the smallest member of the orbit,
 * and for ASCII letters the lower-case one.
 *
 * Unicode 15.0, the version of Go 1.21 to 1.26. Kept here, and not asked of the
 * JavaScript engine, because engines carry other versions of Unicode and the
 * answer decides whether the go command could build a zip.
 * `test/conformance` compares every code point with Go's.
 */
export const FOLD_RUNS =
  '41-5a/1+32 e0-f6/1-32 f8-fe/1-32 101-12f/2-1 133-137/2-1 13a-148/2-1 14b-177/2-1 178-121 ' +
  '17a-17e/2-1 17f-268 183-185/2-1 188-1 18c-1 192-1 199-1 1a1-1a5/2-1 1a8-1 1ad-1 1b0-1 1b4-1b6/2-1 ' +
  '1b9-1 1bd-1 1c5-1 1c6-2 1c8-1 1c9-2 1cb-1 1cc-2 1ce-1dc/2-1 1dd-79 1df-1ef/2-1 1f2-1 1f3-2 1f5-1 ' +
  '1f6-97 1f7-56 1f9-21f/2-1 220-130 223-233/2-1 23c-1 23d-163 242-1 243-195 247-24f/2-1 253-210 ' +
  '254-206 256-257/1-205 259-202 25b-203 260-205 263-207 268-209 269-211 26f-211 272-213 275-214 ' +
  '280-218 283-218 288-218 289-69 28a-28b/1-217 28c-71 292-219 371-373/2-1 377-1 399-84 39c-743 3ac-38 ' +
  '3ad-3af/1-37 3b1-3b8/1-32 3b9-116 3ba-3bb/1-32 3bc-775 3bd-3c1/1-32 3c2-31 3c3-3cb/1-32 3cc-64 ' +
  '3cd-3ce/1-63 3d0-62 3d1-57 3d5-47 3d6-54 3d7-8 3d9-3ef/2-1 3f0-86 3f1-80 3f3-116 3f4-92 3f5-96 ' +
  '3f8-1 3f9-7 3fb-1 3fd-3ff/1-130 430-44f/1-32 450-45f/1-80 461-481/2-1 48b-4bf/2-1 4c2-4ce/2-1 ' +
  '4cf-15 4d1-52f/2-1 561-586/1-48 13f8-13fd/1-8 1c80-6254 1c81-6253 1c82-6244 1c83-1c84/1-6242 ' +
  '1c85-6243 1c86-6236 1c87-6181 1c90-1cba/1-3008 1cbd-1cbf/1-3008 1e01-1e95/2-1 1e9b-59 1e9e-7615 ' +
  '1ea1-1eff/2-1 1f08-1f0f/1-8 1f18-1f1d/1-8 1f28-1f2f/1-8 1f38-1f3f/1-8 1f48-1f4d/1-8 1f59-1f5f/2-8 ' +
  '1f68-1f6f/1-8 1f88-1f8f/1-8 1f98-1f9f/1-8 1fa8-1faf/1-8 1fb8-1fb9/1-8 1fba-1fbb/1-74 1fbc-9 ' +
  '1fbe-7289 1fc8-1fcb/1-86 1fcc-9 1fd8-1fd9/1-8 1fda-1fdb/1-100 1fe8-1fe9/1-8 1fea-1feb/1-112 1fec-7 ' +
  '1ff8-1ff9/1-128 1ffa-1ffb/1-126 1ffc-9 2126-7549 212a-8383 212b-8294 214e-28 2170-217f/1-16 2184-1 ' +
  '24d0-24e9/1-26 2c30-2c5f/1-48 2c61-1 2c62-10743 2c63-3814 2c64-10727 2c65-10795 2c66-10792 ' +
  '2c68-2c6c/2-1 2c6d-10780 2c6e-10749 2c6f-10783 2c70-10782 2c73-1 2c76-1 2c7e-2c7f/1-10815 ' +
  '2c81-2ce3/2-1 2cec-2cee/2-1 2cf3-1 2d00-2d25/1-7264 2d27-7264 2d2d-7264 a641-a649/2-1 a64a-35266 ' +
  'a64b-35267 a64d-a66d/2-1 a681-a69b/2-1 a723-a72f/2-1 a733-a76f/2-1 a77a-a77c/2-1 a77d-35332 ' +
  'a77f-a787/2-1 a78c-1 a78d-42280 a791-a793/2-1 a797-a7a9/2-1 a7aa-42308 a7ab-42319 a7ac-42315 ' +
  'a7ad-42305 a7ae-42308 a7b0-42258 a7b1-42282 a7b2-42261 a7b5-a7c3/2-1 a7c4-48 a7c5-42307 a7c6-35384 ' +
  'a7c8-a7ca/2-1 a7d1-1 a7d7-a7d9/2-1 a7f6-1 ab53-928 ab70-abbf/1-38864 ff41-ff5a/1-32 ' +
  '10428-1044f/1-40 104d8-104fb/1-40 10597-105a1/1-39 105a3-105b1/1-39 105b3-105b9/1-39 ' +
  '105bb-105bc/1-39 10cc0-10cf2/1-64 118c0-118df/1-32 16e60-16e7f/1-32 1e922-1e943/1-34 ';
