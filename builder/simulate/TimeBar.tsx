import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
} from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { messagesPerDay } from '../../engine/core/simulate/index.ts'
import { dateTime, timeOfDay } from '../words/time.ts'
import { MessageBars } from './MessageBars.tsx'
import classes from './simulate.module.css'
import type { Result, Simulation } from './store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The time of the simulation: play it, step through it, or draw the slider over the messages of each day. */
export function TimeBar({ simulation, result }: { simulation: Simulation; result: Result }) {
  const { t } = useTranslation()
  const { start, until } = result.timeline
  const at = useStore(simulation, (state) => state.at)
  const playing = useStore(simulation, (state) => state.playing)
  const speed = useStore(simulation, (state) => state.speed)
  const days = useMemo(() => messagesPerDay(result.recording), [result.recording])
  const day = Math.floor((at - start) / DAY) + 1
  const said = t('simulate.dayN', { day, time: timeOfDay(at, 'UTC') })
  const move = (by: number): void => {
    simulation.play(false)
    simulation.show(at + by)
  }
  return (
    <section className={classes['timeBar']} aria-label={t('simulate.time')}>
      <div className={classes['playback']}>
        <Jump label={t('simulate.dayBack')} onClick={() => move(-DAY)}>
          <IconChevronsLeft size={18} />
        </Jump>
        <Jump label={t('simulate.hourBack')} onClick={() => move(-HOUR)}>
          <IconChevronLeft size={18} />
        </Jump>
        <ActionIcon
          size={42}
          radius="xl"
          aria-label={t(playing ? 'simulate.pause' : 'simulate.play')}
          onClick={() => simulation.play(!playing)}
        >
          {playing ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
        </ActionIcon>
        <Jump label={t('simulate.hourOn')} onClick={() => move(HOUR)}>
          <IconChevronRight size={18} />
        </Jump>
        <Jump label={t('simulate.dayOn')} onClick={() => move(DAY)}>
          <IconChevronsRight size={18} />
        </Jump>
        <SegmentedControl
          size="xs"
          value={String(speed)}
          onChange={(value) => simulation.setSpeed(Number(value))}
          data={['0.5', '1', '2', '4'].map((value) => ({ value, label: `${value}×` }))}
          aria-label={t('simulate.speed')}
        />
        <output className={classes['clock']}>
          <b>{said}</b>
          <span>{dateTime(at, 'UTC')} UTC</span>
        </output>
      </div>
      <div className={classes['track']}>
        <MessageBars days={days} share={(at - start) / (until - start)} />
        <input
          type="range"
          className={classes['slider']}
          min={start}
          max={until}
          step={HOUR}
          value={at}
          aria-label={t('simulate.time')}
          aria-valuetext={said}
          onChange={(event) => {
            simulation.play(false)
            simulation.show(Number(event.currentTarget.value))
          }}
        />
      </div>
    </section>
  )
}

function Jump({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
