import type { TFunction } from 'i18next'
import type { Journey, Step } from '../../engine/core/model/journey.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { pathLabel, textsOf } from '../api/registry.tsx'
import { laneOf } from '../document/card.ts'
import { listOf } from '../words/list.ts'
import type { WordNames } from '../words/names.ts'
import { stepInWords } from '../words/step.ts'
import type { Change } from './diff.ts'
import { sameJson } from './equal.ts'

/** A difference as a sentence, with what was and what is where that helps. */
export function changeInWords(
  change: Change,
  registry: StepRegistry,
  t: TFunction,
  names: WordNames,
): { text: string; before?: string; after?: string } {
  const nameOf = (step: Step): string => step.name ?? textsOf(step.type, registry).name
  switch (change.kind) {
    case 'added':
    case 'removed': {
      const { step } = change
      const values = {
        name: nameOf(step),
        type: textsOf(step.type, registry).name,
        stage: t(`common.stage.${laneOf(step)}`),
      }
      return { text: t(`publish.change.${change.kind}`, values), after: stepInWords(step, t, names) }
    }
    case 'changed':
      return changedStep(change.before, change.after, nameOf, registry, t, names)
    case 'rewired': {
      const { step, path, before, after } = change
      const label = pathLabel(step.type, path, registry)
      const nothing = t('publish.change.nothing')
      return {
        text: t('publish.change.rewired', { name: nameOf(step), path: label }),
        before: before === null ? nothing : nameOf(before),
        after: after === null ? nothing : nameOf(after),
      }
    }
    case 'setting':
      return { text: t(`publish.change.setting.${change.name}`), ...sidesOf(change) }
  }
}

function changedStep(
  before: Step,
  after: Step,
  nameOf: (step: Step) => string,
  registry: StepRegistry,
  t: TFunction,
  names: WordNames,
) {
  const name = nameOf(after)
  if (!sameJson(before.config, after.config) || before.type !== after.type) {
    const [was, is] = [stepInWords(before, t, names), stepInWords(after, t, names)]
    if (was !== is) return { text: t('publish.change.changed', { name }), before: was, after: is }
    const texts = textsOf(after.type, registry)
    const keys = [...new Set([...Object.keys(before.config), ...Object.keys(after.config)])].filter(
      (key) => !sameJson(before.config[key], after.config[key]),
    )
    return { text: t('publish.change.fields', { name, fields: listOf(keys.map((key) => texts.fields?.[key] ?? key)) }) }
  }
  if (laneOf(before) !== laneOf(after)) {
    return {
      text: t('publish.change.stage', { name }),
      before: t(`common.stage.${laneOf(before)}`),
      after: t(`common.stage.${laneOf(after)}`),
    }
  }
  return { text: t('publish.change.renamed'), before: nameOf(before), after: name }
}

function sidesOf({ before, after }: Extract<Change, { kind: 'setting' }>): { before?: string; after?: string } {
  const said = (value: unknown): string | undefined => {
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    if (Array.isArray(value)) return value.map((item: unknown) => nameIn(item)).join(', ')
    if (value !== null && typeof value === 'object' && 'percent' in value) return `${String(value.percent)} %`
    return value !== null && typeof value === 'object' && 'from' in value && 'to' in value
      ? `${String(value.from)} – ${String(value.to)}`
      : undefined
  }
  const [was, is] = [said(before), said(after)]
  return { before: was ?? '–', after: is ?? '–' }
}

function nameIn(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item)
  const { name, id } = item as { name?: string; id?: string }
  return name ?? id ?? ''
}

/** Steps that people may be moved to: all but entries. */
export const targetsIn = (journey: Journey): Step[] => journey.steps.filter((step) => step.type !== 'entry')
