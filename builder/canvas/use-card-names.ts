import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoreApi } from 'zustand/vanilla'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import type { Marks } from './context.ts'
import type { Card } from './drawing.ts'

/**
 * The complete names of cards for a screen reader: what, which kind, where, how many ways lead on, and what is wrong by the
 * marks at that moment. Another object when all of them are to be said anew.
 */
export interface CardNames {
  of(card: Card): string
  /** How many problems the name tells of. A name takes a while to say, and of 500 cards a screen shows thirty. */
  problemsOf(card: Card): number
}

export function useCardNames(marks?: StoreApi<Marks>): CardNames {
  const { t } = useTranslation()
  const registry = useRegistry()
  return useMemo(() => {
    const nameOf = remembering((card) => cardInWords(card, registry, t))
    const problemsOf = ({ step }: Card): number => marks?.getState().problems[step.id]?.count ?? 0
    return {
      problemsOf,
      of(card) {
        const count = problemsOf(card)
        return count === 0 ? nameOf(card) : `${nameOf(card)}, ${t('canvas.nodeProblems', { count })}`
      },
    }
  }, [t, registry, marks])
}

function cardInWords({ step, lane, index, total, ports }: Card, registry: StepRegistry, t: TFunction): string {
  const type = textsOf(step.type, registry).name
  const stage = t(`common.stage.${lane}`)
  const name = t('canvas.nodeName', { name: step.name ?? type, type, stage, index, total })
  return ports.length === 0 ? name : `${name}, ${t('canvas.nodePaths', { count: ports.length })}`
}

/** Cards that did not change are the same objects: of 500 names, a key that is typed changes one. */
function remembering(nameOf: (card: Card) => string): (card: Card) => string {
  const names = new WeakMap<Card, string>()
  return (card) => {
    const name = names.get(card) ?? nameOf(card)
    names.set(card, name)
    return name
  }
}
