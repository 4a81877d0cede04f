import { Autocomplete, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { renderText, type TextScope } from '../../engine/core/text/index.ts'
import { request } from '../api/client.ts'
import { useCustomers } from '../api/hooks.ts'
import type { CustomerDetail } from '../api/types.ts'
import { nameOf } from '../customers/name.ts'
import { ownZone } from '../words/zones.ts'
import classes from './inspector.module.css'

const SAMPLE: JsonObject = {
  id: 'ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  country: 'DE',
}

/** The message as one customer would get it, rendered by the engine while it is written. */
export function MessagePreview({ channel, content }: { channel: string; content: JsonObject }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [size, setSize] = useState<'desktop' | 'phone'>('desktop')
  const { data: found } = useCustomers(search)
  const people = found?.pages[0]?.items.slice(0, 8) ?? []
  const chosen = people.find(({ id }) => id === search)?.id ?? null
  const { data: customer } = useQuery({
    queryKey: ['customers', chosen],
    enabled: chosen !== null,
    queryFn: ({ signal }) => request<CustomerDetail>(`/customers/${encodeURIComponent(chosen ?? '')}`, { signal }),
  })
  const scope = scopeOf(customer)
  const rendered = render(content, scope)
  const { subject = '', preheader = '', text = '', html = '' } = rendered.values
  const length = [...text].length
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Autocomplete
        size="xs"
        label={t('inspector.message.previewFor')}
        placeholder={t('inspector.message.previewWith')}
        value={search}
        onChange={setSearch}
        data={people.map((person) => person.id)}
        renderOption={({ option }) => {
          const person = people.find(({ id }) => id === option.value)
          return person === undefined ? option.value : `${nameOf(person)} · ${person.id}`
        }}
        filter={({ options }) => options}
      />
      {rendered.fault !== null && (
        <p className={classes['problem']} data-severity="error">
          {t('inspector.message.failed', { detail: rendered.fault })}
        </p>
      )}
      <div className={classes['previewBox']} role="group" aria-label={t('inspector.message.preview')}>
        {channel === 'email' && (
          <div className={classes['previewHead']}>
            <b>{subject || t('messages.noSubject')}</b>
            <span>{preheader || text.slice(0, 90)}</span>
          </div>
        )}
        {html === '' ? (
          <pre className={classes['previewText']}>{text}</pre>
        ) : (
          <iframe
            className={classes['previewFrame']}
            data-phone={size === 'phone' || undefined}
            title={t('inspector.message.preview')}
            sandbox=""
            srcDoc={html}
          />
        )}
      </div>
      {html !== '' && (
        <SegmentedControl
          size="xs"
          aria-label={t('inspector.message.preview')}
          value={size}
          onChange={(next) => setSize(next as 'desktop' | 'phone')}
          data={(['desktop', 'phone'] as const).map((value) => ({ value, label: t(`inspector.message.${value}`) }))}
        />
      )}
      {channel === 'sms' && (
        <p className={classes['soft']}>
          {t('inspector.message.length', { count: length })} · {t('inspector.message.sms', { count: smsParts(text) })}
        </p>
      )}
    </div>
  )
}

function scopeOf(customer: CustomerDetail | undefined): TextScope {
  const about = customer === undefined ? SAMPLE : { ...customer.traits, id: customer.id }
  return {
    customer: about,
    event: { name: 'Order Completed', revenue: 49.9 },
    entry: {},
    vars: { coupon: { code: 'HELLO-7KXQ2M', value: '10%', expires: '2026-12-31' } },
    loyalty: { points: typeof customer?.points === 'number' ? customer.points : 120, tier: customer?.tier ?? null },
    now: Date.now(),
    zone: customer?.timeZone ?? ownZone(),
    links: { unsubscribe: '#', preferences: '#' },
  }
}

function render(content: JsonObject, scope: TextScope): { values: Record<string, string>; fault: string | null } {
  const values: Record<string, string> = {}
  let fault: string | null = null
  for (const key of ['subject', 'preheader', 'text', 'html']) {
    const liquid = content[key]
    if (typeof liquid !== 'string') continue
    try {
      values[key] = renderText(liquid, scope, { escape: key === 'html' ? 'html' : key === 'text' ? 'none' : 'line' })
    } catch (error) {
      fault ??= error instanceof Error ? error.message : String(error)
    }
  }
  return { values, fault }
}

/** How many parts a text message is charged as: 160 signs of the basic alphabet or 70 of any other, less in a series. */
function smsParts(text: string): number {
  const isBasic = /^[\n\r -~£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉÄÖÑÜ§¿äöñüà€]*$/.test(text)
  const [single, series] = isBasic ? [160, 153] : [70, 67]
  return text.length <= single ? 1 : Math.ceil(text.length / series)
}
