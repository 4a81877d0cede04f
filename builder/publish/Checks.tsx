import { Alert, Button, Skeleton } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconExclamationCircleFilled,
  IconShieldCheck,
  IconTrendingUp,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useTopicName } from '../api/topics.ts'
import type { Journey, Step } from '../../engine/core/model/journey.ts'
import type { Problem } from '../../engine/core/model/problem.ts'
import { useWorkspace } from '../api/hooks.ts'
import { useRegistry } from '../api/registry.tsx'
import { useNamesOf } from '../api/word-names.ts'
import { openJourney } from '../document/document.ts'
import { stepNames } from '../editor/context.ts'
import { useSay } from '../problems/say.ts'
import { useOwnSteps } from '../simulate/own-steps.ts'
import { stepName } from '../travel/moment-words.ts'
import { capInWords } from '../words/cap.ts'
import { listOf } from '../words/list.ts'
import { goalInWords } from '../words/rule.ts'
import { number, percent } from '../words/time.ts'
import classes from './publish.module.css'
import { ESTIMATED, useEstimate } from './use-estimate.ts'

/** What is wrong, what may be meant differently, and what to expect. */
export function Checks({ journey, problems }: { journey: Journey; problems: readonly Problem[] | null }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const say = useSay()
  const topicName = useTopicName()
  const names = stepNames(openJourney(journey), registry)
  const sends = journey.steps.filter((step) => step.type === 'send' || step.type === 'survey')
  const topics = [
    ...new Set(sends.flatMap(({ config }) => (typeof config['topic'] === 'string' ? [config['topic']] : []))),
  ]
  return (
    <div className={classes['checks']}>
      <section className={classes['box']} aria-label={t('publish.checks.problems')}>
        <h2>{t('publish.checks.problems')}</h2>
        {problems === null && <Skeleton height={40} />}
        {problems?.length === 0 && (
          <p className={classes['good']}>
            <IconCircleCheckFilled size={20} aria-hidden /> {t('publish.checks.noProblems')}
          </p>
        )}
        <ul className={classes['problems']}>
          {problems?.map(({ code, message, pointer, severity, step }) => {
            const { text, lang } = say(message, names)
            const Icon = severity === 'error' ? IconExclamationCircleFilled : IconAlertTriangleFilled
            return (
              <li key={`${code} ${pointer} ${message}`} data-severity={severity}>
                <Icon size={18} aria-hidden />
                <span>
                  {t(`editor.problems.codes.${code}`, { defaultValue: text })}
                  <small lang={lang}>{text}</small>
                </span>
                <Link to={`/journeys/${journey.id}/build${step === undefined ? '' : `?step=${step}`}`}>
                  {t('publish.checks.fix')}
                </Link>
              </li>
            )
          })}
        </ul>
        {problems !== null && problems.length > 0 && problems.every(({ severity }) => severity === 'warning') && (
          <p className={classes['soft']}>{t('publish.checks.warnings')}</p>
        )}
      </section>
      <Estimated
        journey={journey}
        isSound={problems !== null && !problems.some(({ severity }) => severity === 'error')}
      />
      {topics.length > 0 && (
        <section className={classes['box']} aria-label={t('publish.checks.consentTitle')}>
          <h2 className={classes['good']}>
            <IconShieldCheck size={20} aria-hidden /> {t('publish.checks.consentTitle')}
          </h2>
          <p className={classes['soft']}>
            {t('publish.checks.consentLead', { topics: listOf(topics.map(topicName)) })}
          </p>
          <Uncapped journey={journey} />
          <WorkspaceCaps sends={sends} />
        </section>
      )}
    </div>
  )
}

function Uncapped({ journey }: { journey: Journey }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const steps = journey.steps.filter(({ type, config }) => type === 'send' && config['cap'] === undefined)
  if (steps.length === 0 || journey.steps.some(({ type }) => type === 'cap')) return null
  const names = steps.slice(0, 6).map(({ id }) => stepName(id, { journey, registry, t }))
  return (
    <p className={classes['soft']}>
      {t('publish.checks.noCap', { steps: listOf(steps.length > 6 ? [...names, '…'] : names, 'unit') })}
    </p>
  )
}

/** The caps of the workspace that these messages come under. */
function WorkspaceCaps({ sends }: { sends: readonly Step[] }) {
  const { t } = useTranslation()
  const topicName = useTopicName()
  const { data } = useWorkspace()
  const caps = (data?.caps ?? []).filter(({ channel, topic }) =>
    sends.some(
      ({ config }) =>
        (channel === undefined || channel === config['channel']) && (topic === undefined || topic === config['topic']),
    ),
  )
  if (caps.length === 0) return null
  const said = caps.map((cap) => capInWords(cap, t, topicName))
  return <p className={classes['soft']}>{t('publish.checks.workspaceCaps', { caps: said.join('; ') })}</p>
}

function Estimated({ journey, isSound }: { journey: Journey; isSound: boolean }) {
  const { t } = useTranslation()
  const say = useSay()
  const names = useNamesOf(journey.steps)
  const own = useOwnSteps(journey)
  const { data, error, isFetching } = useEstimate(journey)
  return (
    <section className={classes['box']} aria-label={t('publish.checks.estimate')}>
      <h2>{t('publish.checks.estimate')}</h2>
      <p className={classes['soft']}>{t('publish.checks.estimateLead', ESTIMATED)}</p>
      {own.some(({ paths }) => paths.length > 1) && (
        <p className={classes['soft']}>{t('publish.checks.estimateOwn')}</p>
      )}
      {error !== null && (
        <p className={classes['soft']}>{t('publish.checks.estimateFailed', { detail: say(error.message).text })}</p>
      )}
      {isFetching && <Skeleton height={72} mt="sm" role="status" aria-label={t('publish.checks.estimating')} />}
      {data !== undefined && data !== null && (
        <>
          <dl className={classes['figures']}>
            <Figure value={number(Math.round(data.perPerson * 10) / 10)} label={t('publish.checks.perPerson')} />
            <Figure value={number(data.busiest)} label={t('publish.checks.busiest')} />
            <Figure value={number(data.withoutConsent)} label={t('publish.checks.consent')} />
            <Figure value={number(data.held)} label={t('publish.checks.held')} />
            {data.goals.map(({ goal, share }) => (
              <Figure
                key={goal}
                value={percent(share)}
                label={t('publish.checks.goal', { goal: goalInWords(goal, [journey], t, names) })}
              />
            ))}
          </dl>
          {data.busiest > 2 && (
            <Alert
              color="yellow"
              icon={<IconTrendingUp size={18} />}
              title={t('publish.checks.manyTitle', { count: data.busiest })}
            >
              {t('publish.checks.manyLead')}
            </Alert>
          )}
        </>
      )}
      {isSound && (
        <Button component={Link} to={`/journeys/${journey.id}/simulate`} variant="light" mt="md">
          {t('publish.checks.simulate')}
        </Button>
      )}
    </section>
  )
}

const Figure = ({ value, label }: { value: string; label: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)
