/**
 * Every module of the world, as data: what upstream had when the mirror cached
 * it, what upstream has today, what the mirror holds, and what a right audit
 * says of it. One file per kind; `description.ts` tells the shape.
 */
import { BOLT_ATTACK, BOLT_GENUINE } from './bolt.ts';
import type { ModuleDescription } from './description.ts';

export const MODULES: readonly ModuleDescription[] = [BOLT_ATTACK, BOLT_GENUINE];
