import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { textsOf, useRegistry } from '../api/registry.tsx'
import type { Card } from './drawing.ts'

/** The complete name of a card for a screen reader: what, which kind, where, and how many ways lead on. */
export function useCardName(): (card: Card) => string {
  const { t } = useTranslation()
  const registry = useRegistry()
  return useCallback(
    ({ step, lane, index, total, ports }: Card) => {
      const type = textsOf(step.type, registry).name
      const stage = t(`common.stage.${lane}`)
      const name = t('canvas.nodeName', { name: step.name ?? type, type, stage, index, total })
      return ports.length === 0 ? name : `${name}, ${t('canvas.nodePaths', { count: ports.length })}`
    },
    [t, registry],
  )
}
