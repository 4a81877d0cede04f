import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepType } from '../../engine/core/steps/sdk.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { groupBy } from '../canvas/drawing.ts'
import { StepIcon } from '../theme/StepIcon.tsx'
import classes from './editor.module.css'
import { STEP_TYPE } from './use-drop.ts'

interface Props {
  onChoose: (type: string) => void
  withEntries: boolean
  isDraggable?: boolean
  autoFocus?: boolean
}

/** All step types by group. Type to narrow down, arrows and Enter to choose. */
export function StepList({ onChoose, withEntries, isDraggable = false, autoFocus = false }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const listId = useId()
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const groups = useMemo(() => {
    const hits = found(registry.all(), search).filter(({ group }) => withEntries || group !== 'entry')
    return [...groupBy(hits, (type) => type.group)]
  }, [registry, search, withEntries])
  const hits = groups.flatMap(([, types]) => types)
  const at = Math.min(active, hits.length - 1)
  const activeId = hits[at] === undefined ? null : `${listId}-${hits[at].type}`
  useEffect(() => {
    if (active > 0 && activeId !== null) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [active, activeId])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(Math.min(hits.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1))
    else if (event.key === 'Enter') {
      const hit = hits[at]
      if (hit !== undefined) onChoose(hit.type)
    } else return
    event.preventDefault()
  }

  return (
    <>
      <TextInput
        size="sm"
        leftSection={<IconSearch size={15} aria-hidden />}
        placeholder={t('editor.addSearch')}
        aria-label={t('editor.addSearch')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        {...(activeId === null ? {} : { 'aria-activedescendant': activeId })}
        value={search}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('editor.addStep')} className={classes['stepList']}>
        {hits.length === 0 && <p className={classes['soft']}>{t('editor.addNothing')}</p>}
        {groups.map(([group, types]) => (
          <div key={group} role="group" aria-label={t(`editor.group.${group}`)}>
            <div className={classes['groupName']} aria-hidden>
              {t(`editor.group.${group}`)}
            </div>
            {types.map(({ type, icon }) => {
              const { name, description } = textsOf(type, registry)
              return (
                <div
                  key={type}
                  id={`${listId}-${type}`}
                  role="option"
                  aria-selected={hits[at]?.type === type}
                  tabIndex={-1}
                  className={classes['stepOption']}
                  data-active={(hits[at]?.type === type && (search !== '' || autoFocus)) || undefined}
                  title={description}
                  draggable={isDraggable}
                  onDragStart={(event) => {
                    event.dataTransfer.setData(STEP_TYPE, type)
                    event.dataTransfer.effectAllowed = 'copy'
                  }}
                  onClick={() => onChoose(type)}
                  onKeyDown={(event) => event.key === 'Enter' && onChoose(type)}
                >
                  <span className={classes['stepIcon']}>
                    <StepIcon name={icon} size={17} />
                  </span>
                  <span>{name}</span>
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </>
  )
}

/** The kinds a text finds, in both languages: those whose name begins with it first, those that only mention it last. */
function found(types: readonly StepType[], search: string): StepType[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return [...types]
  return types
    .map((type) => ({ type, rank: rankOf(type, wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ type }) => type)
}

function rankOf({ type, texts }: StepType, wanted: string): number {
  const names = [texts.en.name, texts.zh.name, type].map((text) => text.toLowerCase())
  const [name = '', chinese = ''] = names
  if (names.includes(wanted)) return 0
  if (names.some((text) => text.startsWith(wanted))) return 1
  if (initials(name) === wanted || chinese.includes(wanted)) return 2
  if (names.some((text) => text.includes(wanted))) return 3
  const mentions = [texts.en.description, texts.zh.description].some((text) => text.toLowerCase().includes(wanted))
  return mentions ? 4 : Infinity
}

const initials = (text: string): string =>
  text
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
