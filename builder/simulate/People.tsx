import { Button, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Journey } from '../../engine/core/model/journey.ts'
import { ENROLLMENT_STATUSES } from '../../engine/core/model/enrollment.ts'
import { isContact, type Recording, visitsAt } from '../../engine/core/simulate/index.ts'
import { useRegistry } from '../api/registry.tsx'
import { EnrollmentBadge } from '../customers/EnrollmentBadge.tsx'
import { stepName } from '../travel/moment-words.ts'
import classes from './simulate.module.css'
import type { Result, Simulation } from './store.ts'

const SHOWN = 200

interface Props {
  journey: Journey
  simulation: Simulation
  result: Result
  /** Narrowed to those who stand on this step at the shown instant. */
  step: string | null
  onStep: (step: string | null) => void
}

/** Everybody who took part; each can be followed. */
export function People({ journey, simulation, result: { recording }, step, onStep }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const [search, setSearch] = useState('')
  const at = useStore(simulation, (state) => (step === null || state.playing ? null : state.at))
  const facts = useMemo(() => factsOf(recording, journey.id), [recording, journey.id])
  const here = useMemo(() => {
    if (step === null) return null
    const rows = visitsAt(recording, `${journey.id}/${step}`, at ?? simulation.getState().at)
    return [...new Set(rows.map((row) => recording.visits.customer[row] as number))]
  }, [recording, journey.id, step, at, simulation])
  const wanted = search.trim().toLowerCase()
  const numbers = (here ?? recording.customers.map((_, index) => index)).filter((index) =>
    (recording.customers[index] ?? '').toLowerCase().includes(wanted),
  )
  return (
    <div className={classes['people']}>
      <TextInput
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t('simulate.find')}
        aria-label={t('simulate.find')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {step === null ? (
        <p className={classes['hint']}>{t('simulate.peopleLead', { count: recording.customers.length })}</p>
      ) : (
        <div className={classes['narrowed']}>
          <span>{t('simulate.onStep', { step: stepName(step, { journey, registry, t }) })}</span>
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconX size={13} aria-hidden />}
            onClick={() => onStep(null)}
          >
            {t('simulate.everybody')}
          </Button>
        </div>
      )}
      {numbers.length === 0 && <p className={classes['hint']}>{t('simulate.nobody')}</p>}
      <ul>
        {numbers.slice(0, SHOWN).map((index) => {
          const fact = facts[index]
          const name = recording.customers[index] ?? ''
          return (
            <li key={name}>
              <button
                type="button"
                aria-label={t('simulate.follow', { name })}
                onClick={() => void simulation.follow(index)}
              >
                <span>{name}</span>
                <small>
                  {fact?.status === undefined
                    ? t('simulate.neverIn')
                    : t('simulate.messagesOf', { count: fact.messages })}
                </small>
                {fact?.status !== undefined && <EnrollmentBadge status={fact.status} />}
              </button>
            </li>
          )
        })}
      </ul>
      {numbers.length > SHOWN && <p className={classes['hint']}>{t('simulate.firstOf', { count: SHOWN })}</p>}
    </div>
  )
}

/** How each customer stands at the end, and how many messages they got. */
function factsOf({ customers, enrollments, messages, words, steps }: Recording, journeyId: string) {
  const facts = customers.map(() => ({
    status: undefined as (typeof ENROLLMENT_STATUSES)[number] | undefined,
    messages: 0,
  }))
  for (let i = 0; i < enrollments.customer.length; i += 1) {
    const fact = facts[enrollments.customer[i] as number]
    if (fact !== undefined && words[enrollments.journey[i] as number] === journeyId)
      fact.status = ENROLLMENT_STATUSES[enrollments.status[i] as number]
  }
  for (let i = 0; i < messages.customer.length; i += 1) {
    const fact = facts[messages.customer[i] as number]
    const isOut = messages.status[i] === 2 || messages.status[i] === 3
    const isSent = isOut && isContact(words[messages.channel[i] as number] ?? '')
    if (fact !== undefined && isSent && steps[messages.step[i] as number]?.startsWith(`${journeyId}/`) === true)
      fact.messages += 1
  }
  return facts
}
