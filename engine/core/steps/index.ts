import { branch } from './branch.ts'
import { cap } from './cap.ts'
import { customStep } from './custom/index.ts'
import { coupon } from './coupon.ts'
import { entry } from './entry.ts'
import { exit } from './exit.ts'
import { journey } from './journey.ts'
import { points } from './points.ts'
import { createRegistry, type StepRegistry } from './registry.ts'
import type { StepType } from './sdk.ts'
import { send } from './send.ts'
import { split } from './split.ts'
import { stage } from './stage.ts'
import { survey } from './survey.ts'
import { task } from './task.ts'
import { track } from './track.ts'
import { update } from './update.ts'
import { wait } from './wait.ts'
import { waitFor } from './wait-for.ts'
import { webhook } from './webhook.ts'
import { window } from './window.ts'

/** The built-in step types, in the order of the palette. */
export const coreSteps: readonly StepType[] = [
  entry,
  wait,
  waitFor,
  window,
  branch,
  split,
  cap,
  send,
  survey,
  task,
  webhook,
  update,
  stage,
  track,
  points,
  coupon,
  journey,
  exit,
]

/**
 * A registry of the built-in step types and a workspace's own.
 * @throws Error that names a step type of the workspace that cannot be used, and why
 */
export const coreRegistry = (...custom: readonly StepType[]): StepRegistry =>
  createRegistry(coreSteps, custom.map(customStep))

export { createRegistry, type StepRegistry } from './registry.ts'
