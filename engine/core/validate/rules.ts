import type { ExitRule, Goal, QuietHours } from '../model/journey.ts'
import { channelFault } from './channels.ts'
import { checkCondition, type ConditionScope } from './condition.ts'
import type { Drawing } from './drawing.ts'
import { checkField } from './field-condition.ts'
import type { Lookup } from './lookup.ts'
import { leaveNoTime, quietFault } from './quiet-hours.ts'
import type { Path, Report } from './report.ts'
import { checkDuration, checkZone } from './values.ts'

/** Checks what a journey says beside its steps: zone, quiet hours, goals and exits. */
export function checkRules(
  drawing: Drawing,
  { segments, topics, channels, quietHours: around }: Lookup,
  report: Report,
): void {
  const { timeZone, quietHours, goals = [], exits = [], notes = [] } = drawing.journey
  const scope: ConditionScope = { segments, topics, drawing, step: null }
  if (timeZone !== undefined) checkZone(timeZone, ['timeZone'], report)
  if (quietHours) checkQuietHours(quietHours, around ?? null, ['quietHours'], report)
  quietHours?.channels?.forEach((channel, at) => {
    const fault = channelFault(channel, channels)
    if (fault !== null)
      report.warning(['quietHours', 'channels', at], 'unknown-channel', `The quiet hours name ${fault}`)
  })
  checkIds('goal', goals, ['goals'], report)
  goals.forEach((goal, at) => checkGoal(goal, ['goals', at], scope, report))
  checkIds('exit', exits, ['exits'], report)
  exits.forEach((exit, at) => checkCause(`Exit "${exit.id}"`, exit, ['exits', at], scope, report))
  checkIds('note', notes, ['notes'], report)
}

function checkQuietHours(quietHours: QuietHours, around: QuietHours | null, path: Path, report: Report): void {
  const fault = quietFault(quietHours)
  if (fault) report.error(fault.pointer === '' ? path : [...path, 'weekdays'], 'empty-window', fault.message)
  else if (around && leaveNoTime(quietHours, around)) {
    const message = `The quiet hours of the journey and those of the workspace (${around.from} to ${around.to}) leave no time between them, so nothing could be sent; leave some time of the week free.`
    report.error(path, 'empty-window', message)
  }
}

function checkGoal(goal: Goal, path: Path, scope: ConditionScope, report: Report): void {
  checkCause(`Goal "${goal.id}"`, goal, path, scope, report)
  if (goal.within !== undefined) checkDuration(goal.within, [...path, 'within'], report)
  if (goal.value !== undefined) checkField(goal.value, [...path, 'value'], report)
}

/** A goal or exit is caused by an event, perhaps tested, or by a condition becoming true. */
function checkCause(name: string, rule: ExitRule, path: Path, scope: ConditionScope, report: Report): void {
  const { event, where, when } = rule
  if (event === undefined && when === undefined) {
    report.error(path, 'missing-config', `${name} has no cause; give it "event" or "when".`)
  } else if (event !== undefined && when !== undefined) {
    report.error([...path, 'when'], 'invalid-config', `${name} has "event" and "when"; keep one of them.`)
  }
  if (event === '') report.error([...path, 'event'], 'missing-config', `${name} names no event; choose one.`)
  if (where !== undefined && event === undefined) {
    report.error(
      [...path, 'where'],
      'invalid-config',
      `${name} has "where" without an event; use "when" or name the event.`,
    )
  }
  if (where !== undefined) checkCondition(where, [...path, 'where'], scope, report)
  if (when !== undefined) checkCondition(when, [...path, 'when'], scope, report)
}

function checkIds(kind: string, items: readonly { id: string }[], path: Path, report: Report): void {
  const seen = new Set<string>()
  items.forEach(({ id }, at) => {
    if (seen.has(id))
      report.error([...path, at, 'id'], 'duplicate-id', `Two ${kind}s have the id "${id}"; give each its own.`)
    seen.add(id)
  })
}
