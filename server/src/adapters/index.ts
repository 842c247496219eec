/**
 * adapters: the ports, done with the real world.
 *
 * Rules: only this room reads clocks, environment variables, files, sockets and
 * processes, and it judges nothing. Every effect is bounded, and its failure
 * becomes the port's error class with a closed code.
 */

export { DiskStore } from './diskStore.ts';
export { GitProcess } from './git/gitProcess.ts';
export { GitChooser } from './gitChooser.ts';
export { readGoSettings } from './goEnv.ts';
export { makeFolder } from './makeFolder.ts';
export { MemoryStore } from './memoryStore.ts';
export { NodeFiles } from './nodeFiles.ts';
export { clearStore } from './store/clear.ts';
export { systemClock } from './systemClock.ts';
export { UndiciHttp } from './undiciHttp.ts';
export { watchFile } from './watchFile.ts';
export { writeOutput } from './writeOutput.ts';
