export { compileStored, compileVersion } from './compile.ts'
export {
  COMPLETED,
  END_EVENT,
  enterEvent,
  EXITED,
  exitEvent,
  FAIL_EVENT,
  FAILED,
  goalEvent,
  OUTSIDE,
  pathEvent,
} from './machine.ts'
export { type TransitionTable, transitionTable } from './table.ts'
export type { CompiledStep, CompiledVersion } from './version.ts'
