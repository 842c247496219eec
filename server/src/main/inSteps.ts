/** Goes through `steps` one at a time, between whatever else there is to do. */
export function inSteps(steps: Iterator<void, void, void>): void {
  setImmediate(() => {
    if (steps.next().done !== true) inSteps(steps);
  });
}
