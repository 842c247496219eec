/**
 * The one door to the test runner.
 *
 * Every test imports `test`, `expect` and the rest from here, so that a change
 * of the runner touches this file alone.
 */
export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
