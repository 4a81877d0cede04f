import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { textsOf, useRegistry } from '../api/registry.tsx'
import type { StoreApi } from 'zustand/vanilla'
import type { Marks } from './context.ts'
import type { Card } from './drawing.ts'

/**
 * The complete name of a card for a screen reader: what, which kind, where, how many ways lead on, and what is wrong by
 * the marks at that moment.
 */
export function useCardName(marks?: StoreApi<Marks>): (card: Card) => string {
  const { t } = useTranslation()
  const registry = useRegistry()
  return useMemo(() => {
    // Cards that did not change are the same objects: of 500 names, a key that is typed changes one.
    const names = new WeakMap<Card, string>()
    const name = ({ step, lane, index, total, ports }: Card): string => {
      const type = textsOf(step.type, registry).name
      const stage = t(`common.stage.${lane}`)
      const whole = t('canvas.nodeName', { name: step.name ?? type, type, stage, index, total })
      return ports.length === 0 ? whole : `${whole}, ${t('canvas.nodePaths', { count: ports.length })}`
    }
    return (card) => {
      const known = names.get(card) ?? name(card)
      names.set(card, known)
      const problems = marks?.getState().problems[card.step.id]?.count ?? 0
      return problems === 0 ? known : `${known}, ${t('canvas.nodeProblems', { count: problems })}`
    }
  }, [t, registry, marks])
}
