import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useTopicName } from '../api/topics.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { DeedAssumption, MessageAssumption } from '../../engine/core/simulate/index.ts'
import { useRegistry } from '../api/registry.tsx'
import { stepName } from '../travel/moment-words.ts'
import { Percent, Span } from './guess-fields.tsx'
import { OwnSteps } from './OwnSteps.tsx'
import { useOwnSteps } from './own-steps.ts'
import classes from './simulate.module.css'
import type { Plan } from './use-plan.ts'

/** Every guess of a plan, each to be changed. */
export function Assumed({ journey, plan, onPlan }: { journey: Journey; plan: Plan; onPlan: (plan: Plan) => void }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { assumptions, population } = plan
  const topicName = useTopicName()
  const own = useOwnSteps(journey)
  // What a step does whose code is not here, a message too, does not happen.
  const messages = Object.entries(assumptions.messages).filter(([step]) => !own.some(({ key }) => key === step))
  const nameOf = (key: string): string => stepName(key.slice(key.indexOf('/') + 1), { journey, registry, t })

  const setDeed = (id: string, change: Partial<DeedAssumption>): void =>
    onPlan({
      ...plan,
      assumptions: {
        ...assumptions,
        deeds: assumptions.deeds.map((deed) => (deed.id === id ? { ...deed, ...change } : deed)),
      },
    })
  const setMessage = (step: string, change: Partial<MessageAssumption>): void => {
    const known = assumptions.messages[step]
    if (known === undefined) return
    onPlan({
      ...plan,
      assumptions: { ...assumptions, messages: { ...assumptions.messages, [step]: { ...known, ...change } } },
    })
  }

  return (
    <>
      <section className={classes['guesses']} aria-label={t('simulate.deeds')}>
        <h3>{t('simulate.deeds')}</h3>
        {assumptions.deeds.length === 0 && <p className={classes['hint']}>{t('simulate.deedsNone')}</p>}
        {assumptions.deeds.map((deed) => {
          const what = deedInWords(deed, t)
          const halfWithin = 'halfWithin' in deed.delay ? deed.delay.halfWithin : deed.delay.evenly
          return (
            <div key={deed.id} className={classes['deed']}>
              <div className={classes['deedName']}>
                {what} <span>{occasionInWords(deed, nameOf, t)}</span>
              </div>
              <Percent
                label={t('simulate.share', { what })}
                value={deed.share}
                onChange={(share) => setDeed(deed.id, { share })}
              />
              <span className={classes['hint']}>{t('simulate.halfWithinShort')}</span>
              <Span
                label={t('simulate.halfWithin', { what })}
                value={halfWithin}
                onChange={(value) => setDeed(deed.id, { delay: { halfWithin: value } })}
              />
            </div>
          )
        })}
      </section>
      {messages.length > 0 && (
        <section className={classes['guesses']} aria-label={t('simulate.messages')}>
          <h3>{t('simulate.messages')}</h3>
          {messages.map(([key, guess]) => {
            const step = journey.steps.find(({ id }) => key === `${journey.id}/${id}`)
            const fields =
              step?.type === 'survey'
                ? (['delivered', 'opened', 'answered'] as const)
                : step?.type === 'send'
                  ? (['delivered', 'opened', 'clicked'] as const)
                  : (['delivered', 'answered'] as const)
            return (
              <div key={key} className={classes['message']}>
                <div className={classes['deedName']}>{nameOf(key)}</div>
                {fields.map((field) => (
                  <label key={field} className={classes['mini']}>
                    <span>{t(`simulate.${field}`)}</span>
                    <Percent
                      label={t('simulate.delivery', { what: t(`simulate.${field}`), step: nameOf(key) })}
                      value={guess[field]}
                      onChange={(value) => setMessage(key, { [field]: value })}
                    />
                  </label>
                ))}
              </div>
            )
          })}
        </section>
      )}
      {own.length > 0 && (
        <OwnSteps
          journey={journey}
          steps={own}
          ways={assumptions.ways}
          onWays={(ways) => onPlan({ ...plan, assumptions: { ...assumptions, ways } })}
        />
      )}
      {plan.who === 'made' && Object.keys(population.consent).length > 0 && (
        <section className={classes['guesses']} aria-label={t('simulate.consent')}>
          <h3>{t('simulate.consent')}</h3>
          {Object.entries(population.consent).map(([key, share]) => {
            const [channel = '', topic = ''] = key.split('/')
            const label = `${topicName(topic)} · ${t(`messages.channel.${channel}`, { defaultValue: channel })}`
            return (
              <div key={key} className={classes['consent']}>
                <span>{label}</span>
                <Percent
                  label={label}
                  value={share}
                  onChange={(value) =>
                    onPlan({ ...plan, population: { ...population, consent: { ...population.consent, [key]: value } } })
                  }
                />
              </div>
            )
          })}
        </section>
      )}
    </>
  )
}

function deedInWords({ does }: DeedAssumption, t: TFunction): string {
  switch (does.kind) {
    case 'event':
      return t('simulate.does.event', { event: does.event })
    case 'enter':
      return t('simulate.does.enter')
    case 'stage':
      return t('simulate.does.stage', { stage: t(`common.stage.${does.to}`) })
  }
}

function occasionInWords({ after }: DeedAssumption, nameOf: (key: string) => string, t: TFunction): string {
  switch (after.kind) {
    case 'start':
      return t('simulate.after.start')
    case 'entered':
      return t('simulate.after.entered')
    case 'event':
      return t('simulate.after.event', { event: after.event })
    case 'message':
      return t('simulate.after.message', { step: nameOf(after.step) })
  }
}
