import { useCallback } from 'react'
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
  return useCallback(
    ({ step, lane, index, total, ports }: Card) => {
      const type = textsOf(step.type, registry).name
      const stage = t(`common.stage.${lane}`)
      const name = t('canvas.nodeName', { name: step.name ?? type, type, stage, index, total })
      const problems = marks?.getState().problems[step.id]?.count ?? 0
      return [
        name,
        ...(ports.length === 0 ? [] : [t('canvas.nodePaths', { count: ports.length })]),
        ...(problems === 0 ? [] : [t('canvas.nodeProblems', { count: problems })]),
      ].join(', ')
    },
    [t, registry, marks],
  )
}
