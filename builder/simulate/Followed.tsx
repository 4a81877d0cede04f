import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Marks } from '../canvas/context.ts'
import { nameOf } from '../customers/name.ts'
import { MomentList } from '../travel/MomentList.tsx'
import { momentsOf, type Passage, tonesAt } from '../travel/passage.ts'
import { passagesOf } from '../travel/simulated.ts'
import classes from './simulate.module.css'
import type { Followed as FollowedCustomer, Simulation } from './store.ts'

interface Props {
  journey: Journey
  simulation: Simulation
  followed: FollowedCustomer
  marks: StoreApi<Marks>
}

/** One simulated customer, step by step, with the reason for each; the canvas shows where they are. */
export function Followed({ journey, simulation, followed: { life }, marks }: Props) {
  const { t } = useTranslation()
  const at = useStore(simulation, (state) => state.at)
  const told = useMemo(() => (life === null ? null : passagesOf(life, journey.id)), [life, journey.id])
  const moments = useMemo(() => {
    if (told === null) return []
    const [first, ...others] = told.passages
    if (first === undefined) return [...told.deeds].sort((a, b) => a.at - b.at)
    return [momentsOf(first, told.deeds), ...others.map((passage) => momentsOf(passage))]
      .flat()
      .sort((a, b) => a.at - b.at)
  }, [told])
  const current = moments.findLastIndex((moment) => moment.at <= at)

  useEffect(() => {
    if (told === null) return
    const passage = told.passages.findLast((passage) => passage.enteredAt <= at) ?? told.passages[0] ?? NOBODY
    marks.setState({ tones: tonesAt(journey, passage, at) })
  }, [told, at, journey, marks])
  useEffect(() => () => marks.setState({ tones: {} }), [marks])

  const go = (index: number): void => {
    const moment = moments[index]
    if (moment === undefined) return
    simulation.play(false)
    simulation.show(moment.at)
  }
  /** The next instant at which something happens, not the next line of the same one. */
  const next = moments.findIndex((moment) => moment.at > at)
  const before = moments.findLastIndex((moment) => moment.at < (moments[current]?.at ?? 0))
  return (
    <div className={classes['followed']}>
      <div className={classes['followedHead']}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={() => void simulation.follow(null)}
        >
          {t('simulate.back')}
        </Button>
        <div className={classes['followedName']}>
          <h2>{life === null ? '…' : nameOf(life.customer)}</h2>
          <span>{life?.customer.timeZone ?? ''}</span>
          <Tooltip label={t('travel.earlier')}>
            <ActionIcon
              variant="default"
              size={32}
              aria-label={t('travel.earlier')}
              disabled={before < 0}
              onClick={() => go(before)}
            >
              <IconChevronUp size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('travel.later')}>
            <ActionIcon
              variant="default"
              size={32}
              aria-label={t('travel.later')}
              disabled={next < 0}
              onClick={() => go(next)}
            >
              <IconChevronDown size={17} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      {life === null ? (
        <div role="status" aria-label={t('simulate.loadingLife')} style={{ padding: 16 }}>
          {[0, 1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={34} mb={12} />
          ))}
        </div>
      ) : (
        <MomentList
          journey={journey}
          moments={moments}
          current={current}
          onChoose={go}
          timeZone={life.customer.timeZone ?? undefined}
        />
      )}
    </div>
  )
}

const NOBODY: Passage = {
  ...{ status: 'active', enteredAt: Infinity, visits: [], messages: [], goals: [] },
  ...{ exit: null, parked: null },
}
