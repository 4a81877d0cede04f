import { SegmentedControl, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import { usePools } from '../api/hooks.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import type { FormProps } from './form-props.ts'
import { DateTimeField, DurationField } from './fields.tsx'
import classes from './inspector.module.css'
import { LiquidField } from './LiquidField.tsx'
import { SchemaFields } from './SchemaField.tsx'
import { resolve, schemaOf } from './schema.ts'

/** A code of one's own: made, or taken from a pool; what it is worth, and until when. */
export function CouponForm({ config, onChange, type }: FormProps) {
  const { t } = useTranslation()
  const texts = textsOf(type.type, useRegistry())
  const schema = schemaOf(type)
  const { data: pools = [] } = usePools()
  const { pool, generate, value, expires } = config
  const isPool = pool !== undefined
  const isDate = typeof expires === 'string' && !/^-?P/.test(expires) && expires !== ''
  const set = (key: string, next: Json | undefined): void => {
    const { [key]: _, ...rest } = config
    onChange(next === undefined ? rest : { ...rest, [key]: next })
  }
  const swap = (from: string, to: string, next: Json): void => {
    const { [from]: _, ...rest } = config
    onChange({ ...rest, [to]: next })
  }
  const known = pools.map(({ id }) => id)
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={t('inspector.coupon.source')}
        value={isPool ? 'pool' : 'generate'}
        data={(['generate', 'pool'] as const).map((value) => ({ value, label: texts.fields?.[value] ?? value }))}
        onChange={(source) =>
          source === 'pool' ? swap('generate', 'pool', known[0] ?? '') : swap('pool', 'generate', { length: 8 })
        }
      />
      {isPool ? (
        <div data-pointer="/pool">
          <Select
            searchable
            label={texts.fields?.['pool']}
            placeholder={t('inspector.coupon.choosePool')}
            nothingFoundMessage={t('inspector.coupon.noPool')}
            data={typeof pool !== 'string' || pool === '' || known.includes(pool) ? known : [...known, pool]}
            value={typeof pool === 'string' && pool !== '' ? pool : null}
            onChange={(id) => set('pool', id ?? '')}
          />
          {known.length === 0 && <p className={classes['soft']}>{t('inspector.coupon.noPool')}</p>}
        </div>
      ) : (
        <div data-pointer="/generate">
          <SchemaFields
            schema={resolve(schema.properties?.['generate'] ?? {}, schema)}
            root={schema}
            texts={texts}
            pointer="/generate"
            value={(generate ?? {}) as JsonObject}
            onChange={(next) => set('generate', next)}
          />
        </div>
      )}
      <div data-pointer="/value">
        <LiquidField
          label={texts.fields?.['value']}
          description={t('inspector.coupon.valueHint', { open: '{{' })}
          value={value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value)}
          onChange={(next) => set('value', next === undefined ? undefined : read(next))}
        />
      </div>
      <div data-pointer="/expires">
        <SegmentedControl
          size="xs"
          mb={8}
          fullWidth
          aria-label={texts.fields?.['expires'] ?? 'expires'}
          value={isDate ? 'date' : 'duration'}
          data={(['duration', 'date'] as const).map((value) => ({ value, label: t(`inspector.coupon.${value}`) }))}
          onChange={(kind) => set('expires', kind === 'date' ? `${new Date().getFullYear() + 1}-01-01T00:00` : 'P30D')}
        />
        {isDate ? (
          <DateTimeField label={t('inspector.coupon.date')} value={expires} onChange={(next) => set('expires', next)} />
        ) : (
          <DurationField
            label={t('inspector.coupon.duration')}
            placeholder={t('inspector.coupon.forever')}
            value={expires as string | undefined}
            onChange={(next) => set('expires', next)}
          />
        )}
      </div>
    </Stack>
  )
}

/** A plain number is one; everything else, such as `10%`, is a text. */
const read = (text: string): Json => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : text)
