import { inOrder } from '../format/order.ts'
import { parseCondition, parseSegment, parseTemplate } from '../format/parse.ts'
import type { Condition } from '../model/condition.ts'
import type { Segment, Template } from '../model/journey.ts'
import type { Problem } from '../model/problem.ts'
import { checkCondition, partsOf } from './condition.ts'
import { createReport, type Path, type Report } from './report.ts'
import { checkText } from './values.ts'

/** Reads and checks an untrusted condition that belongs to no journey. */
export function reviewCondition(
  value: unknown,
  segments?: ReadonlySet<string>,
  topics?: ReadonlySet<string>,
): { condition: Condition | null; problems: Problem[] } {
  const { condition, problems } = parseCondition(value)
  if (condition === null) return { condition, problems }
  const report = createReport({ kind: 'condition', value })
  checkCondition(condition, [], { segments, topics }, report)
  return { condition, problems: inOrder(report.problems) }
}

/** Reads and checks an untrusted segment among the others; segments may build on each other, but not in a circle. */
export function reviewSegment(
  value: unknown,
  others?: ReadonlyMap<string, Segment>,
  topics?: ReadonlySet<string>,
): { segment: Segment | null; problems: Problem[] } {
  const { segment, problems } = parseSegment(value)
  if (segment === null) return { segment, problems }
  const report = createReport({ kind: 'segment', value })
  const segments = others && new Set([...others.keys(), segment.id])
  checkCondition(segment.when, ['when'], { segments, topics }, report)
  checkCircle(segment, others, report)
  checkCustomerOnly(segment.when, ['when'], report)
  return { segment, problems: inOrder(report.problems) }
}

/** Reads and checks an untrusted message template. */
export function reviewTemplate(value: unknown): { template: Template | null; problems: Problem[] } {
  const { template, problems } = parseTemplate(value)
  if (template === null) return { template, problems }
  const report = createReport({ kind: 'template', value })
  const texts = ['subject', 'preheader', 'text', 'html', 'mjml'] as const
  if (texts.every((key) => !template[key])) {
    report.error([], 'missing-config', `Template "${template.id}" is empty; give it a text, html or mjml.`)
  }
  for (const key of texts) checkText(template[key], [key], report)
  return { template, problems: inOrder(report.problems) }
}

/** A segment says the same about a customer everywhere, so it sees nothing of an enrollment. */
function checkCustomerOnly(condition: Condition, path: Path, report: Report): void {
  const asked = ownToEnrollments(condition)
  if (asked !== null) {
    const message = `A segment knows the customer only, so ${asked} is never there. Ask for it in the journey instead.`
    report.warning(path, 'never-true', message)
  } else if ('all' in condition)
    condition.all.forEach((part, at) => checkCustomerOnly(part, [...path, 'all', at], report))
  else if ('any' in condition)
    condition.any.forEach((part, at) => checkCustomerOnly(part, [...path, 'any', at], report))
  else if ('not' in condition) checkCustomerOnly(condition.not, [...path, 'not'], report)
}

function ownToEnrollments(condition: Condition): string | null {
  if ('interaction' in condition) return 'a message of a journey'
  if ('event' in condition) return condition.since === undefined ? null : 'an entry to count from'
  if (!('field' in condition)) return null
  const fields = [condition.field, condition.valueField ?? '']
  const own = fields.find((field) => /^(event|entry|vars)\./.test(field))
  return own === undefined ? null : `"${own}"`
}

function checkCircle(segment: Segment, others: ReadonlyMap<string, Segment> | undefined, report: Report): void {
  const seen = new Set<string>()
  const open = segmentsIn(segment.when)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === segment.id) {
      const message = `Segment "${segment.id}" depends on itself; take the reference out of one of the segments between.`
      return report.error(['when'], 'segment-cycle', message)
    }
    const other = seen.has(id) ? undefined : others?.get(id)
    seen.add(id)
    if (other !== undefined) open.push(...segmentsIn(other.when))
  }
}

const segmentsIn = (condition: Condition): string[] =>
  'segment' in condition ? [condition.segment] : partsOf(condition).flatMap(segmentsIn)
