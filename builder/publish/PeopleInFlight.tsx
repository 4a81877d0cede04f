import { Button, Group, Table } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useRegistry } from '../api/registry.tsx'
import { Empty } from '../app/Empty.tsx'
import { LongSelect } from '../app/LongSelect.tsx'
import { stepName } from '../travel/moment-words.ts'
import { number } from '../words/time.ts'
import { targetsIn } from './change-words.ts'
import type { Move, MovePreview } from './hooks.ts'
import classes from './publish.module.css'

interface Props {
  journey: Journey
  live: Journey | null
  preview: MovePreview
  move: Move
  onMove: (move: Move) => void
}

const STAYS = '.stays'

/** Who stands where, and where they go: on their version to the end, unless somebody says otherwise. */
export function PeopleInFlight({ journey, live, preview, move, onMove }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const targets = targetsIn(journey)
  const has = (id: string): boolean => targets.some((step) => step.id === id)
  const nameOf = (id: string): string =>
    stepName(id, {
      journey: journey.steps.some((step) => step.id === id) || live === null ? journey : live,
      registry,
      t,
    })
  if (preview.total === 0)
    return <Empty Icon={IconUsers} title={t('publish.people.none')} lead={t('publish.people.noneLead')} />
  return (
    <div className={classes['box']}>
      <p className={classes['soft']}>{t('publish.people.lead', { count: preview.total })}</p>
      <Group my="md" gap="sm">
        <Button
          variant="light"
          onClick={() =>
            onMove(Object.fromEntries(preview.steps.filter(({ step }) => has(step)).map(({ step }) => [step, step])))
          }
        >
          {t('publish.people.all')}
        </Button>
        {Object.keys(move).length > 0 && (
          <Button variant="subtle" color="gray" onClick={() => onMove({})}>
            {t('publish.people.reset')}
          </Button>
        )}
      </Group>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('publish.people.step')}</Table.Th>
              <Table.Th>{t('publish.people.version')}</Table.Th>
              <Table.Th ta="right">{t('publish.people.people')}</Table.Th>
              <Table.Th>{t('publish.people.goes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.steps.map(({ step, version, people, problem }) => (
              <Table.Tr key={`${step} ${version}`}>
                <Table.Td>
                  <b>{nameOf(step)}</b>
                  {!has(step) && <small className={classes['gone']}>{t('publish.people.gone')}</small>}
                </Table.Td>
                <Table.Td>{version}</Table.Td>
                <Table.Td ta="right">{number(people)}</Table.Td>
                <Table.Td>
                  <LongSelect
                    aria-label={t('publish.people.choose', { step: nameOf(step) })}
                    allowDeselect={false}
                    searchable
                    value={move[step] ?? STAYS}
                    error={problem === undefined ? null : t('publish.people.invalid')}
                    onChange={(target) => {
                      const { [step]: _, ...rest } = move
                      onMove(target === null || target === STAYS ? rest : { ...rest, [step]: target })
                    }}
                    data={[
                      { value: STAYS, label: t('publish.people.stays', { version }) },
                      ...targets.map(({ id }) => ({
                        value: id,
                        label: t('publish.people.goTo', { step: nameOf(id) }),
                      })),
                    ]}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  )
}
