import { Autocomplete, SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { ApiError, isAway } from '../../api/client.ts'
import { useMadeMessage } from '../../api/templates.ts'
import { nameOf } from '../../customers/name.ts'
import { useSay } from '../../problems/say.ts'
import classes from '../inspector.module.css'
import { Hints } from './Hints.tsx'
import { smsParts } from './hints.ts'
import { inDark } from './looks.ts'
import type { Example } from './use-example.ts'

const LOOKS = ['desktop', 'phone', 'dark', 'plain'] as const
type Look = (typeof LOOKS)[number]

/** The message as one customer would get it, made by the server as the real ones are, a moment after each change. */
export function MessagePreview({
  channel,
  content,
  example,
}: {
  channel: string
  content: JsonObject
  example: Example
}) {
  const { t } = useTranslation()
  const say = useSay()
  const [look, setLook] = useState<Look>('desktop')
  const [settled] = useDebouncedValue(content, 300)
  const { data, error } = useMadeMessage({ content: settled, ...example.asked })
  // A word half written is no reason to take the picture away.
  const [last, setLast] = useState<JsonObject>({})
  if (data !== undefined && data.content !== last) setLast(data.content)
  const made = data?.content ?? last
  const text = (key: string): string => (typeof made[key] === 'string' ? made[key] : '')
  const html = text('html')
  const faults = error instanceof ApiError && error.problems.length > 0 ? error.problems : (data?.problems ?? [])
  return (
    <div className={classes['preview']}>
      <PreviewFor example={example} />
      {error !== null && faults.length === 0 && (
        <p className={classes['problem']} data-severity="error">
          {isAway(error)
            ? t('inspector.message.offline')
            : t('inspector.message.failed', { detail: say(error.message).text })}
        </p>
      )}
      {faults.map(({ message, severity, pointer, line = 0 }) => (
        <p key={`${pointer} ${line} ${message}`} className={classes['problem']} data-severity={severity}>
          {say(message).text}
        </p>
      ))}
      <div className={classes['previewBox']} role="group" aria-label={t('inspector.message.preview')} aria-live="off">
        {channel === 'email' && (
          <div className={classes['previewHead']}>
            <b>{text('subject') || t('messages.noSubject')}</b>
            <span>{text('preheader') || text('text').slice(0, 90)}</span>
          </div>
        )}
        {html === '' || look === 'plain' ? (
          <pre className={classes['previewText']} tabIndex={0}>
            {text('text')}
          </pre>
        ) : (
          <iframe
            className={classes['previewFrame']}
            data-phone={look === 'phone' || undefined}
            title={t('inspector.message.preview')}
            sandbox=""
            srcDoc={look === 'dark' ? inDark(html) : html}
          />
        )}
      </div>
      {html !== '' && (
        <SegmentedControl
          size="xs"
          aria-label={t('inspector.message.look')}
          value={look}
          onChange={(next) => setLook(next as Look)}
          data={LOOKS.map((value) => ({ value, label: t(`inspector.message.${value}`) }))}
        />
      )}
      {html !== '' && look === 'dark' && <p className={classes['soft']}>{t('inspector.message.darkHint')}</p>}
      {channel === 'sms' && (
        <p className={classes['soft']}>
          {t('inspector.message.length', { count: [...text('text')].length })} ·{' '}
          {t('inspector.message.sms', { count: smsParts(text('text')) })}
        </p>
      )}
      <Hints channel={channel} content={content} made={made} customer={example.customer} />
    </div>
  )
}

function PreviewFor({ example: { search, setSearch, people } }: { example: Example }) {
  const { t } = useTranslation()
  return (
    <Autocomplete
      size="xs"
      label={t('inspector.message.previewFor')}
      placeholder={t('inspector.message.previewWith')}
      value={search}
      onChange={setSearch}
      clearable
      clearButtonProps={{ 'aria-label': t('inspector.message.previewWith'), tabIndex: -1 }}
      data={people.map((person) => person.id)}
      renderOption={({ option }) => {
        const person = people.find(({ id }) => id === option.value)
        return person === undefined ? option.value : `${nameOf(person)} · ${person.id}`
      }}
      filter={({ options }) => options}
    />
  )
}
