import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { groupBy } from '../canvas/drawing.ts'
import { currentLanguage } from '../i18n/index.ts'
import { StepIcon } from '../theme/StepIcon.tsx'
import { usePinyin } from '../words/pinyin.ts'
import classes from './editor.module.css'
import { foundKinds } from './found.ts'
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
  const sounds = usePinyin(search, currentLanguage() === 'zh-CN')
  const groups = useMemo(() => {
    const hits = foundKinds(registry.all(), search, sounds).filter(({ group }) => withEntries || group !== 'entry')
    return [...groupBy(hits, (type) => type.group)]
  }, [registry, search, sounds, withEntries])
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
