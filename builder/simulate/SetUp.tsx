import {
  ActionIcon,
  Badge,
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { IconDice5, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { Assumed } from './Assumed.tsx'
import classes from './simulate.module.css'
import type { Plan, Sample } from './use-plan.ts'

const DAY = 86_400_000
const SPANS = [7, 14, 30, 60, 90, 180, 365]

interface Props {
  journey: Journey
  plan: Plan
  onPlan: (plan: Plan) => void
  /** Customers of the workspace, where they are to take part. */
  sample: Sample | undefined
  onRun: () => void
  isRunning: boolean
  /** The sample is being drawn. */
  isBusy: boolean
}

/** Who takes part, when, and what is assumed of them. */
export function SetUp({ journey, plan, onPlan, sample, onRun, isRunning, isBusy }: Props) {
  const { t } = useTranslation()
  const { population } = plan
  const setPopulation = (change: Partial<Plan['population']>): void =>
    onPlan({ ...plan, population: { ...population, ...change } })
  return (
    <form
      className={classes['setUp']}
      onSubmit={(event) => {
        event.preventDefault()
        onRun()
      }}
    >
      <Stack gap="md">
        <div>
          <SegmentedControl
            fullWidth
            value={plan.who}
            onChange={(who) => onPlan({ ...plan, who: who as Plan['who'] })}
            data={(['made', 'known'] as const).map((value) => ({ value, label: t(`simulate.${value}`) }))}
            aria-label={t('simulate.who')}
          />
          {sample !== undefined && (
            <p className={classes['hint']}>
              {sample.total === 0
                ? t('simulate.knownNone')
                : t('simulate.knownLead', { count: sample.items.length, total: sample.total })}
            </p>
          )}
        </div>
        <Group grow align="flex-start">
          <NumberInput
            label={t('simulate.count')}
            min={1}
            max={10_000}
            step={100}
            thousandSeparator
            value={population.count}
            onChange={(count) => typeof count === 'number' && setPopulation({ count: Math.round(count) })}
          />
          <NumberInput
            label={t('simulate.arriveOver')}
            suffix={` ${t('simulate.daysUnit')}`}
            min={0}
            max={365}
            disabled={plan.who === 'known'}
            value={population.arriveOver / DAY}
            onChange={(days) => typeof days === 'number' && setPopulation({ arriveOver: days * DAY })}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={t('simulate.start')}
            value={plan.date}
            required
            withAsterisk={false}
            onChange={(event) =>
              event.currentTarget.value !== '' && onPlan({ ...plan, date: event.currentTarget.value })
            }
          />
          <Select
            label={t('simulate.days')}
            allowDeselect={false}
            value={String(plan.days)}
            onChange={(days) => days !== null && onPlan({ ...plan, days: Number(days) })}
            data={SPANS.map((days) => ({ value: String(days), label: t('simulate.daysOption', { count: days }) }))}
          />
        </Group>
        <Group align="flex-end" gap="xs">
          <NumberInput
            style={{ flex: 1 }}
            label={t('simulate.seed')}
            description={t('simulate.seedHint')}
            min={0}
            max={999_999}
            value={plan.seed}
            onChange={(seed) => typeof seed === 'number' && onPlan({ ...plan, seed: Math.round(seed) })}
          />
          <Tooltip label={t('simulate.shuffle')}>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('simulate.shuffle')}
              onClick={() => onPlan({ ...plan, seed: (plan.seed * 16_807 + 11) % 999_983 })}
            >
              <IconDice5 size={18} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Stack>
      <div className={classes['assumedHead']}>
        <h2>{t('simulate.assumptions')}</h2>
        <Badge variant="light" color="yellow" tt="none" fw={600} className={classes['guess'] ?? ''}>
          {t('simulate.assumption')}
        </Badge>
      </div>
      <p className={classes['hint']}>{t('simulate.assumptionsLead')}</p>
      <Assumed journey={journey} plan={plan} onPlan={onPlan} />
      <p className={classes['hint']}>{t('simulate.limits')}</p>
      <div className={classes['runBar']}>
        <Button
          type="submit"
          fullWidth
          size="md"
          loading={isRunning || isBusy}
          disabled={sample?.items.length === 0}
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
        >
          {t('simulate.run')}
        </Button>
      </div>
    </form>
  )
}
