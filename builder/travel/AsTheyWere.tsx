import { Badge } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useTopicName } from '../api/topics.ts'
import type { Stage } from '../../engine/core/model/condition.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import { request } from '../api/client.ts'
import { useCustomer } from '../api/hooks.ts'
import { StageTag } from '../customers/StageTag.tsx'
import { valueInWords } from '../words/condition.ts'
import { reasonInWords } from '../words/reason.ts'
import { dateTime } from '../words/time.ts'
import classes from './travel.module.css'

interface Then {
  at: string
  since: string
  isKnown: boolean
  traits: JsonObject
  tags: string[]
  stage: Stage | null
  consent: Record<string, string[]>
  suppressed: Record<string, string>
  unsure: { traits: string[]; parts: string[] }
}

/** What was known of a customer at the shown instant, and what of it is different today. */
export function AsTheyWere({ id, at, timeZone }: { id: string; at: number; timeZone: string | undefined }) {
  const { t } = useTranslation()
  const [settled] = useDebouncedValue(at, 150)
  const { data: today } = useCustomer(id)
  const { data: then } = useQuery({
    queryKey: ['customers', id, 'past', settled],
    queryFn: ({ signal }) =>
      request<Then>(`/customers/${encodeURIComponent(id)}/past?at=${new Date(settled).toISOString()}`, { signal }),
    placeholderData: keepPreviousData,
  })
  if (then === undefined) return null
  const names = [...new Set([...Object.keys(then.traits), ...then.unsure.traits])]
  const isUnsure = (part: string): boolean => then.unsure.parts.includes(part)
  return (
    <section className={classes['then']} aria-label={t('travel.then.title')}>
      <h3>{t('travel.then.title')}</h3>
      {!then.isKnown ? (
        <p>{t('travel.then.tooOld', { since: dateTime(then.since, timeZone) })}</p>
      ) : (
        <dl>
          <Fact name={t('customers.stage')} isUnsure={isUnsure('stage')}>
            {then.stage === null ? t('common.stage.none') : <StageTag stage={then.stage} />}
          </Fact>
          <Fact name={t('customers.consent')} isUnsure={isUnsure('consent') || isUnsure('suppressed')}>
            <Agreed then={then} />
          </Fact>
          {(then.tags.length > 0 || isUnsure('tags')) && (
            <Fact name={t('customers.tags')} isUnsure={isUnsure('tags')}>
              {then.tags.map((tag) => (
                <Badge key={tag} variant="default" tt="none" fw={500}>
                  {tag}
                </Badge>
              ))}
            </Fact>
          )}
          {names.map((name) => (
            <Fact key={name} name={name} isUnsure={then.unsure.traits.includes(name)}>
              {plain(then.traits[name], t)}
              {today !== undefined && !isSame(today.traits[name], then.traits[name]) && (
                <small>{t('travel.then.today', { value: plain(today.traits[name], t) })}</small>
              )}
            </Fact>
          ))}
        </dl>
      )}
    </section>
  )
}

function Fact({ name, isUnsure, children }: { name: string; isUnsure: boolean; children: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <div>
      <dt>{name}</dt>
      <dd>{isUnsure ? <em>{t('travel.then.unsure')}</em> : children}</dd>
    </div>
  )
}

function Agreed({ then: { consent, suppressed } }: { then: Then }) {
  const { t } = useTranslation()
  const topicName = useTopicName()
  const channelName = (channel: string): string => t(`messages.channel.${channel}`, { defaultValue: channel })
  const given = Object.entries(consent).filter(([, topics]) => topics.length > 0)
  const closed = Object.entries(suppressed)
  if (given.length === 0 && closed.length === 0) return t('customers.noConsent')
  return (
    <>
      {given.map(([channel, topics]) => (
        <span key={channel}>
          {t('customers.fact', { key: channelName(channel), value: topics.map(topicName).join(', ') })}
        </span>
      ))}
      {closed.map(([channel, reason]) => (
        <small key={channel}>
          {t('customers.suppressed', { channel: channelName(channel), reason: reasonInWords(reason, t) })}
        </small>
      ))}
    </>
  )
}

const plain = (value: Json | undefined, t: Parameters<typeof valueInWords>[1]): string =>
  typeof value === 'string' ? value : valueInWords(value, t)

const isSame = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)
