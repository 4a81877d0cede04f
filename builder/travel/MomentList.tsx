import {
  IconAlertTriangle,
  IconBolt,
  IconDoorEnter,
  IconDoorExit,
  IconEye,
  IconFlag,
  IconMail,
  IconMailOff,
  IconRoute,
  IconUserEdit,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useRegistry } from '../api/registry.tsx'
import { useNamesOf } from '../api/word-names.ts'
import { useSay } from '../problems/say.ts'
import { dateTime } from '../words/time.ts'
import { momentInWords, reasonOfMoment } from './moment-words.ts'
import type { Moment } from './passage.ts'
import classes from './travel.module.css'

interface Props {
  journey: Journey
  moments: readonly Moment[]
  /** The moment that is looked at. */
  current: number
  onChoose: (index: number) => void
  timeZone?: string | undefined
}

/** What happened to one customer, in order; the list goes along with the instant that is shown. */
export function MomentList({ journey, moments, current, onChoose, timeZone }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const ref = useRef<HTMLOListElement>(null)
  const names = useNamesOf(journey.steps)
  const say = useSay()
  const wording = { journey, registry, t, timeZone, names, say }

  useEffect(() => {
    const list = ref.current
    const item = list?.children[current]
    if (list === null || !(item instanceof HTMLElement)) return
    const scroller = list.parentElement as HTMLElement
    const [top, bottom] = [item.offsetTop, item.offsetTop + item.offsetHeight]
    if (top < scroller.scrollTop + 40) scroller.scrollTop = top - 40
    else if (bottom > scroller.scrollTop + scroller.clientHeight - 40)
      scroller.scrollTop = bottom - scroller.clientHeight + 40
  }, [current])

  return (
    <div className={classes['scroll']}>
      <ol ref={ref} className={classes['moments']}>
        {moments.map((moment, index) => {
          const reason = reasonOfMoment(moment, wording)
          const Icon = iconOf(moment)
          return (
            <li
              key={`${moment.at} ${moment.kind} ${index}`}
              data-state={index === current ? 'now' : index < current ? 'past' : 'ahead'}
            >
              <button
                type="button"
                onClick={() => onChoose(index)}
                aria-current={index === current ? 'step' : undefined}
              >
                <span className={classes['dot']} data-kind={toneOf(moment)}>
                  <Icon size={15} stroke={1.8} aria-hidden />
                </span>
                <span className={classes['what']}>
                  {momentInWords(moment, wording)}
                  {reason !== '' && <small>{reason}</small>}
                </span>
                <time dateTime={new Date(moment.at).toISOString()}>{dateTime(moment.at, timeZone)}</time>
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function iconOf(moment: Moment) {
  switch (moment.kind) {
    case 'entered':
      return IconDoorEnter
    case 'visit':
      return IconRoute
    case 'message':
      return toneOf(moment) === 'bad' ? IconMailOff : IconMail
    case 'outcome':
      return IconEye
    case 'deed':
      return IconBolt
    case 'change':
      return IconUserEdit
    case 'goal':
      return IconFlag
    case 'parked':
      return IconAlertTriangle
    case 'end':
      return IconDoorExit
  }
}

function toneOf(moment: Moment): 'good' | 'bad' | 'plain' {
  if (moment.kind === 'goal') return 'good'
  if (moment.kind === 'parked') return 'bad'
  if (moment.kind !== 'message') return 'plain'
  const { status } = moment.message
  return status === 'accepted' ? 'good' : status === 'planned' || status === 'sending' ? 'plain' : 'bad'
}
