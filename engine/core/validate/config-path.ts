import { pathOf } from '../format/pointer.ts'
import type { Path } from './report.ts'

/** The path of a config field, given as a JSON Pointer below the config; list positions become numbers. */
export const configPath = (step: number, field: string): Path => [
  'steps',
  step,
  'config',
  ...pathOf(field).map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
]
