import { Anchor, Drawer, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useInteraction } from '../api/hooks.ts'
import { useNames } from '../api/names.ts'
import type { InteractionDetail } from '../api/types.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import facts from '../customers/customers.module.css'
import { outcomeInWords } from '../words/condition.ts'
import { reasonInWords } from '../words/reason.ts'
import { dateTime } from '../words/time.ts'
import classes from './messages.module.css'
import { SendStatusBadge } from './SendStatusBadge.tsx'

/** One message: where it stands, and exactly what was frozen for the customer when it was planned. */
export function MessageDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error } = useInteraction(id)
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={data?.subject ?? t('messages.detail.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {error !== null && <ErrorNote error={error} />}
      {data === undefined && error === null && <LoadingRows rows={5} />}
      {data !== undefined && <Detail message={data} />}
    </Drawer>
  )
}

function Detail({ message }: { message: InteractionDetail }) {
  const { t } = useTranslation()
  const {
    status,
    channel,
    reason,
    to,
    customerId,
    journey,
    step,
    topic,
    plannedAt,
    dueAt,
    sentAt,
    outcomes = {},
    attempts,
  } = message
  const names = useNames([journey])
  const lines: [string, React.ReactNode][] = [
    [
      t('messages.customer'),
      <Anchor key="c" component={Link} to={`/customers/${encodeURIComponent(customerId)}`} size="sm">
        {customerId}
      </Anchor>,
    ],
    [
      t('messages.journey'),
      <Anchor key="j" component={Link} to={`/journeys/${journey}`} size="sm">
        {t('messages.detail.step', { journey: names.journey(journey), step: names.step(journey, step) })}
      </Anchor>,
    ],
    ...(to == null ? [] : [[t('messages.detail.to'), to] as [string, string]]),
    ...(topic === null ? [] : [[t('messages.detail.topic'), names.topic(topic)] as [string, string]]),
    [t('messages.detail.planned'), dateTime(plannedAt)],
    ...(dueAt == null ? [] : [[t('messages.detail.due'), dateTime(dueAt)] as [string, string]]),
    ...(sentAt === null
      ? []
      : [[t('messages.detail.sent', { context: channel }), dateTime(sentAt)] as [string, string]]),
    ...(reason === null ? [] : [[t('messages.detail.reason'), reasonInWords(reason, t)] as [string, string]]),
    ...(attempts === undefined || attempts < 2
      ? []
      : [[t('messages.detail.attempts'), String(attempts)] as [string, string]]),
    ...Object.entries(outcomes).map(([outcome, at]): [string, string] => [outcomeInWords(outcome, t), dateTime(at)]),
  ]
  return (
    <>
      <SendStatusBadge status={status} channel={channel} />
      <dl className={facts['facts']} style={{ margin: '16px 0 22px' }}>
        {lines.map(([key, value]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Preview message={message} />
    </>
  )
}

/** The message as it goes out, MJML as the mail made of it. Its HTML runs in a frame that may do nothing: no scripts, no forms, no access to this page. */
function Preview({ message: { content, body } }: { message: InteractionDetail }) {
  const { t } = useTranslation()
  const made = body ?? content
  const text = (key: string): string => (typeof made[key] === 'string' ? made[key] : '')
  const html = text('htmlBody') || text('html')
  const views = [...(html === '' ? [] : ['html']), ...(text('text') === '' ? [] : ['text']), 'raw']
  const [chosen, choose] = useState(views[0])
  const view = views.includes(chosen ?? '') ? chosen : views[0]
  return (
    <>
      <div className={classes['previewHead']}>
        <Text fw={640} size="sm">
          {t('messages.detail.preview')}
        </Text>
        <SegmentedControl
          size="xs"
          value={view ?? 'raw'}
          onChange={choose}
          aria-label={t('messages.detail.preview')}
          data={views.map((value) => ({ value, label: t(`messages.detail.${value}`) }))}
        />
      </div>
      {view === 'html' && (
        <iframe className={classes['frame']} title={t('messages.detail.frame')} sandbox="" srcDoc={html} />
      )}
      {view === 'text' && (
        <pre className={classes['plain']} tabIndex={0}>
          {text('text')}
        </pre>
      )}
      {view === 'raw' && (
        <pre className={classes['plain']} tabIndex={0} data-code>
          {JSON.stringify(content, null, 2)}
        </pre>
      )}
    </>
  )
}
