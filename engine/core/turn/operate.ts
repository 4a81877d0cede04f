import type { InputOf } from '../model/input.ts'
import { arriveAt, closeVisit, leaveBy, runStep } from './run.ts'
import { endEnrollment } from './leaving.ts'
import { cancelSends } from './sends.ts'
import { isInside, stepOf, versionOf, type Turn } from './state.ts'

/** Carries out an operator's command on one enrollment; one that no longer fits is ignored. */
export function operate(turn: Turn, { command, enrollmentId, step, reason }: InputOf<'operator'>): void {
  const e = turn.customer.enrollments.find((candidate) => candidate.id === enrollmentId)
  if (!e || !isInside(e)) return
  e.stepsRun = 0
  switch (command) {
    case 'fail':
      return endEnrollment(turn, e, 'failed', reason ?? e.parked?.code ?? 'failed')
    case 'exit':
      return endEnrollment(turn, e, 'exited', reason ?? 'operator')
    case 'retry':
      if (e.status !== 'parked') return
      e.status = 'active'
      e.parked = null
      return runStep(turn, e)
    case 'skip': {
      const path = stepOf(turn, e)?.paths[0]
      cancelSends(turn, e, 'moved')
      e.status = 'active'
      e.parked = null
      if (path === undefined) return endEnrollment(turn, e, 'completed', null)
      return leaveBy(turn, e, path)
    }
    case 'send-to':
      if (step === undefined || !versionOf(turn, e).steps.has(step)) return
      cancelSends(turn, e, 'moved')
      e.status = 'active'
      e.parked = null
      closeVisit(turn, e, null)
      return arriveAt(turn, e, step)
  }
}
