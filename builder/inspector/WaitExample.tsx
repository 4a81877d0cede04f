import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type WaitConfig, waitInstant } from '../../engine/core/calendar/index.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { fieldInWords } from '../words/condition.ts'
import { dateTimeInZone } from '../words/time.ts'
import { ownZone, timeZones } from '../words/zones.ts'
import classes from './inspector.module.css'

/** When somebody who arrives now would go on, by the engine's own calendar. */
export function WaitExample({ config }: { config: JsonObject }) {
  const { t } = useTranslation()
  const [zone, setZone] = useState(ownZone)
  const [now] = useState(() => Date.now())
  return (
    <>
      <p className={classes['words']}>{say(config)}</p>
      <Select
        size="xs"
        searchable
        limit={60}
        label={t('inspector.wait.zone')}
        allowDeselect={false}
        data={timeZones()}
        value={zone}
        onChange={(next) => next !== null && setZone(next)}
      />
    </>
  )

  function say({ between, untilField, ...rest }: JsonObject): string {
    const at = (config: WaitConfig): string => dateTimeInZone(waitInstant(config, now, zone).at, zone)
    try {
      if (untilField !== undefined) {
        const { field = '' } = untilField as { field?: string }
        return t('inspector.wait.exampleField', { field: fieldInWords(field, t) })
      }
      if (between !== undefined) {
        const { min, max } = between as { min: string; max: string }
        return t('inspector.wait.exampleBetween', { zone, from: at({ for: min }), to: at({ for: max }) })
      }
      const target = waitInstant(rest as unknown as WaitConfig, now, zone)
      if (target.past) return t('inspector.wait.past')
      return t('inspector.wait.example', { zone, at: dateTimeInZone(target.at, zone) })
    } catch {
      // A duration or date that cannot be read yet.
      return t('inspector.wait.unreadable')
    }
  }
}
