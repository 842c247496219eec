/** As `Promise.all`, but even after a failure it waits for every one, so that nothing goes on behind it. */
export async function allDone<T extends readonly unknown[] | []>(
  works: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works);
  return await Promise.all(works);
}
