import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Journey } from '../../engine/core/model/journey.ts'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import type { CountsStore } from '../live/counts.ts'
import { stepName } from '../travel/moment-words.ts'
import { listOf } from '../words/list.ts'
import { number, percent } from '../words/time.ts'
import classes from './simulate.module.css'

/** The numbers of the canvas as a table: for those who see no canvas, and instead of moving dots. */
export function WaysTable({ journey, counts }: { journey: Journey; counts: CountsStore }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const steps = useStore(counts, (state) => state.counts?.steps ?? {})
  return (
    <details className={classes['details']}>
      <summary>{t('simulate.paths')}</summary>
      <p className={classes['hint']}>{t('simulate.pathsLead')}</p>
      <Table verticalSpacing={5} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('simulate.step')}</Table.Th>
            <Table.Th ta="right">{t('simulate.arrived')}</Table.Th>
            <Table.Th ta="right">{t('simulate.here')}</Table.Th>
            <Table.Th>{t('simulate.ways')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {journey.steps.map((step) => {
            const count = steps[step.id]
            const left = Object.values(count?.paths ?? {}).reduce((sum, each) => sum + each, 0)
            const ways = Object.entries(count?.paths ?? {}).filter(([, each]) => each > 0)
            return (
              <Table.Tr key={step.id}>
                <Table.Td>{stepName(step.id, { journey, registry, t })}</Table.Td>
                <Table.Td ta="right">{number(count?.arrived ?? 0)}</Table.Td>
                <Table.Td ta="right">{number(count?.waiting ?? 0)}</Table.Td>
                <Table.Td>
                  {listOf(
                    ways.map(([path, each]) => `${pathLabel(step.type, path, registry)} ${percent(each / left)}`),
                    'unit',
                  )}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </details>
  )
}
