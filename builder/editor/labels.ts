import type { TFunction } from 'i18next'
import type { Label } from '../document/history.ts'

/** What was done, in words: "Moved 3 steps". */
export function labelInWords({ key, values = {} }: Label, t: TFunction): string {
  const lane = values['lane']
  return t(`editor.change.${key}`, {
    ...values,
    ...(lane === undefined ? {} : { stage: t(`common.stage.${lane}`) }),
  })
}
