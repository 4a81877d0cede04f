import { Button, SegmentedControl } from '@mantine/core'
import { IconBolt, IconMail, IconRoute, IconUserEdit } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimeline } from '../api/hooks.ts'
import { type Names, useNames } from '../api/names.ts'
import type { TimelineItem } from '../api/types.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { groupBy } from '../canvas/drawing.ts'
import { useSay } from '../problems/say.ts'
import { clockTime, dateTime, day } from '../words/time.ts'
import classes from './customers.module.css'
import { itemDetail, itemInWords, kindOf, type TimelineKind } from './timeline-words.ts'

const KINDS: readonly (TimelineKind | 'all')[] = ['all', 'event', 'interaction', 'visit', 'change']
const ICONS = { event: IconBolt, interaction: IconMail, visit: IconRoute, change: IconUserEdit }

/** Everything that happened to one customer, newest first, by day. */
export function Timeline({ id, timeZone }: { id: string; timeZone: string }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<TimelineKind | 'all'>('all')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTimeline(id)
  const all = useMemo(() => data?.pages.flatMap((page) => page.items), [data])
  const names = useNames(useMemo(() => (all ?? []).map((item) => String(item['journey'] ?? '')), [all]))
  const items = all?.filter((item) => kind === 'all' || kindOf(item) === kind)
  const days = [...groupBy(items ?? [], ({ at }) => day(at, timeZone))]
  return (
    <section className={classes['box']} aria-label={t('customers.timeline')}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 16, flexWrap: 'wrap', marginBottom: 8 }}>
        <h2>
          {t('customers.timeline')} <span className={classes['zone']}>{timeZone}</span>
        </h2>
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={(value) => setKind(value as TimelineKind | 'all')}
          data={KINDS.map((value) => ({ value, label: t(`customers.filter.${value}`) }))}
          aria-label={t('customers.timeline')}
        />
      </div>
      {error !== null && items === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {items === undefined && error === null && <LoadingRows />}
      {items?.length === 0 && <p className={classes['soft']}>{t('customers.noTimeline')}</p>}
      {days.map(([date, ofDay]) => (
        <div key={date}>
          <h3 className={classes['day']}>{date}</h3>
          <ol className={classes['timeline']}>
            {ofDay.map((item, at) => (
              <Line key={`${item.at} ${item.kind} ${at}`} item={item} names={names} timeZone={timeZone} />
            ))}
          </ol>
        </div>
      ))}
      {hasNextPage && (
        <Button variant="light" fullWidth mt="lg" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </section>
  )
}

function Line({ item, names, timeZone }: { item: TimelineItem; names: Names; timeZone: string }) {
  const { t } = useTranslation()
  const kind = kindOf(item)
  const Icon = ICONS[kind]
  const detail = itemDetail(item, names, t, useSay())
  return (
    <li className={classes['item']}>
      <span className={classes['dot']} data-kind={kind}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </span>
      <span className={classes['what']}>
        {itemInWords(item, names, t)}
        {detail !== '' && <small>{detail}</small>}
      </span>
      <time className={classes['when']} dateTime={item.at} title={dateTime(item.at, timeZone)}>
        {clockTime(item.at, timeZone)}
      </time>
    </li>
  )
}
