import { ActionIcon, Select, Skeleton, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useNames } from '../api/names.ts'
import { useRegistry } from '../api/registry.tsx'
import { CanvasContext, createMarks, viewContext } from '../canvas/context.ts'
import { JourneyCanvas } from '../canvas/JourneyCanvas.tsx'
import { useVersion } from '../publish/hooks.ts'
import { dateTime } from '../words/time.ts'
import { AsTheyWere } from './AsTheyWere.tsx'
import { FollowCamera } from './FollowCamera.tsx'
import { MomentList } from './MomentList.tsx'
import { momentInWords } from './moment-words.ts'
import { type Moment, momentsOf, type Passage, tonesAt, visitAt } from './passage.ts'
import { placeInWords } from './place-words.ts'
import classes from './travel.module.css'
import { type EnrollmentDetail, useCustomerMessages, useDeeds, usePassages } from './use-passages.ts'

/** One customer's ways through journeys: where they were at any instant, on the version they were on, and why. */
export function TimeTravel({ customerId, timeZone }: { customerId: string; timeZone: string | null }) {
  const { t } = useTranslation()
  const { data: passages } = usePassages(customerId)
  const names = useNames([])
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = passages?.find(({ id }) => id === chosen) ?? passages?.[0]
  const version = useVersion(shown?.journey ?? '', shown?.version ?? null)
  if (passages === undefined) return <Skeleton height={120} />
  if (shown === undefined) return null
  const journey = version.data?.journey
  return (
    <section className={classes['travel']} aria-label={t('travel.title')}>
      <div className={classes['travelHead']}>
        <h2>{t('travel.title')}</h2>
        {passages.length > 1 && (
          <Select
            size="xs"
            w={280}
            allowDeselect={false}
            aria-label={t('travel.passage')}
            value={shown.id}
            onChange={setChosen}
            data={passages.map((passage) => ({
              value: passage.id,
              label: t('travel.passageOf', {
                journey: names.journey(passage.journey),
                version: passage.version,
                at: dateTime(passage.enteredAt),
              }),
            }))}
          />
        )}
      </div>
      {journey === undefined ? (
        <Skeleton height={420} />
      ) : (
        <Travelled key={shown.id} customerId={customerId} enrollment={shown} journey={journey} timeZone={timeZone} />
      )}
    </section>
  )
}

interface Props {
  customerId: string
  enrollment: EnrollmentDetail
  journey: Journey
  timeZone: string | null
}

function Travelled({ customerId, enrollment, journey, timeZone }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { data: messages } = useCustomerMessages(customerId, enrollment.id)
  const deeds = useDeeds(customerId, enrollment)
  const passage = useMemo(() => ({ ...enrollment.passage, messages: messages ?? [] }), [enrollment.passage, messages])
  const moments = useMemo(() => momentsOf(passage, deeds), [passage, deeds])
  // The latest moment until somebody looks back; then it stays where it was put.
  const [put, setPut] = useState<number | null>(null)
  const current = Math.min(put ?? moments.length - 1, moments.length - 1)
  const at = moments[current]?.at ?? enrollment.passage.enteredAt
  const [marks] = useState(createMarks)
  const context = useMemo(() => ({ ...viewContext(), marks }), [marks])
  const shown = useMemo(() => visible(passage, moments, current), [passage, moments, current])
  const tones = useMemo(() => tonesAt(journey, shown, at), [journey, shown, at])
  useEffect(() => marks.setState({ tones }), [marks, tones])

  const wording = { journey, registry, t }
  const moment = moments[current]
  const here = visitAt(shown, at)
  const place = placeInWords(passage, shown, at, wording)
  const zone = timeZone ?? undefined
  return (
    <>
      <div className={classes['travelled']}>
        <div className={classes['picture']}>
          <div className={classes['picCanvas']}>
            <CanvasContext value={context}>
              <JourneyCanvas
                journey={journey}
                layers={(drawing) => <FollowCamera drawing={drawing} step={here?.step ?? moment?.step ?? null} />}
              />
            </CanvasContext>
          </div>
          <div className={classes['travelBar']}>
            <Tooltip label={t('travel.earlier')}>
              <ActionIcon
                variant="default"
                size={34}
                aria-label={t('travel.earlier')}
                disabled={current <= 0}
                onClick={() => setPut(current - 1)}
              >
                <IconChevronLeft size={18} />
              </ActionIcon>
            </Tooltip>
            <input
              type="range"
              className={classes['slider']}
              min={0}
              max={Math.max(0, moments.length - 1)}
              value={Math.max(0, current)}
              aria-label={t('travel.position')}
              aria-valuetext={moment === undefined ? '' : `${dateTime(at, zone)}: ${momentInWords(moment, wording)}`}
              onChange={(event) => setPut(Number(event.currentTarget.value))}
            />
            <Tooltip label={t('travel.later')}>
              <ActionIcon
                variant="default"
                size={34}
                aria-label={t('travel.later')}
                disabled={current >= moments.length - 1}
                onClick={() => setPut(current + 1)}
              >
                <IconChevronRight size={18} />
              </ActionIcon>
            </Tooltip>
            <output className={classes['place']}>
              <b>{place}</b>
              <span>
                {dateTime(at, zone)} {timeZone ?? ''}
              </span>
            </output>
          </div>
        </div>
        <MomentList journey={journey} moments={moments} current={current} onChoose={setPut} timeZone={zone} />
      </div>
      <AsTheyWere id={customerId} at={at} timeZone={zone} />
    </>
  )
}

/** What had happened when a moment is reached: of several visits of one instant only those up to it. */
function visible(passage: Passage, moments: readonly Moment[], current: number): Passage {
  const seen = new Set(
    moments.slice(0, current + 1).flatMap((moment) => (moment.kind === 'visit' ? [moment.visit] : [])),
  )
  const visits = passage.visits.filter((visit) => seen.has(visit))
  const last = visits.at(-1)
  // Until the next line is reached the customer stands on the last step reached, even if it took no time.
  const isLater =
    last !== undefined &&
    last.leftAt !== null &&
    last.leftAt <= (moments[current]?.at ?? 0) &&
    seen.size < passage.visits.length
  return { ...passage, visits: isLater ? [...visits.slice(0, -1), { ...last, leftAt: null }] : visits }
}
