/**
 * Every module of the world, as data: what upstream had when the mirror cached
 * it, what upstream has today, what the mirror holds, and what a right audit
 * says of it. One file per kind; `description.ts` tells the shape.
 */
import { ATTRIBUTE_MODULES } from './attributes.ts';
import { BOLT_ATTACK, BOLT_GENUINE } from './bolt.ts';
import { COMMIT_MODULES } from './commits.ts';
import { COPY_MODULES } from './copies.ts';
import type { ModuleDescription } from './description.ts';
import { DIRECTORY_MODULES } from './directories.ts';
import { DISGUISE_MODULES } from './disguises.ts';
import { ELSEWHERE_MODULES } from './elsewhere.ts';
import { FAULTY_MODULES } from './faulty.ts';
import { ROUTER_ATTACK, ROUTER_GENUINE } from './httprouter.ts';
import { LYING_ORIGIN } from './lies.ts';
import { MOVED_MODULES } from './moved.ts';
import { NAME_MODULES } from './names.ts';
import { NOTICE_MODULES } from './notices.ts';
import { PLAIN_MODULES } from './plain.ts';
import { PRIVATE_MODULE } from './private.ts';
import { PSEUDO_MODULES } from './pseudo.ts';
import { RACE_MODULES } from './races.ts';
import { RETAG_MODULES } from './retags.ts';
import { SELECTION_MODULES } from './selection.ts';
import { UNANSWERED_MODULES } from './unanswered.ts';
import { VANITY_MODULES } from './vanity.ts';

export const MODULES: readonly ModuleDescription[] = [
  BOLT_ATTACK,
  BOLT_GENUINE,
  ROUTER_ATTACK,
  ROUTER_GENUINE,
  ...PLAIN_MODULES,
  ...NOTICE_MODULES,
  ...DIRECTORY_MODULES,
  ...SELECTION_MODULES,
  ...VANITY_MODULES,
  ...NAME_MODULES,
  ...COPY_MODULES,
  ...COMMIT_MODULES,
  ...PSEUDO_MODULES,
  ...ATTRIBUTE_MODULES,
  ...ELSEWHERE_MODULES,
  ...MOVED_MODULES,
  ...RETAG_MODULES,
  ...RACE_MODULES,
  ...UNANSWERED_MODULES,
  LYING_ORIGIN,
  ...DISGUISE_MODULES,
  ...FAULTY_MODULES,
  PRIVATE_MODULE,
];
