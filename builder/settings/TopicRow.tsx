import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Topic } from '../../engine/core/model/workspace.ts'
import type { TopicalStep } from '../api/sends.ts'
import classes from './settings.module.css'
import { idFor } from './topic-list.ts'
import { Uses } from './Uses.tsx'

interface Props {
  topic: Topic
  others: readonly Topic[]
  /** It is saved: consents and steps may say its id, which stays. */
  isKept: boolean
  uses: readonly TopicalStep[]
  isFirst: boolean
  isLast: boolean
  onChange: (topic: Topic) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One topic of the list: its name, what it is, and the id that steps and consents say. */
export function TopicRow({ topic, others, isKept, uses, isFirst, isLast, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation()
  const { id, name, description = '' } = topic
  const isFixed = isKept || uses.length > 0
  const isTaken = others.some((other) => other.id === id)
  // An id that nobody has typed follows the name.
  const follows = /^topic-\d+$/.test(id) || id === idFor(name)
  const rename = (next: string): void => {
    const made = isFixed || !follows ? id : (idFor(next) ?? id)
    onChange({ ...topic, name: next, id: others.some((other) => other.id === made) ? id : made })
  }
  const called = name.trim() === '' ? id : name
  return (
    <li className={classes['row']}>
      <Uses uses={uses} />
      <div className={classes['tools']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          disabled={isFirst}
          aria-label={t('settings.topics.up', { topic: called })}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          disabled={isLast}
          aria-label={t('settings.topics.down', { topic: called })}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('settings.topics.remove', { topic: called })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <div className={classes['fields']}>
        <TextInput
          label={t('settings.topics.name')}
          required
          maxLength={200}
          placeholder={t('settings.topics.namePlaceholder')}
          value={name}
          onChange={(event) => rename(event.currentTarget.value)}
        />
        <TextInput
          label={t('settings.topics.id')}
          required
          maxLength={64}
          readOnly={isFixed}
          description={t(isFixed ? 'settings.topics.idFixed' : 'settings.topics.idHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={isTaken ? t('settings.topics.idTaken') : null}
          value={id}
          onChange={(event) => onChange({ ...topic, id: event.currentTarget.value })}
        />
        <TextInput
          className={classes['wide'] ?? ''}
          label={t('settings.topics.description')}
          maxLength={1000}
          placeholder={t('settings.topics.descriptionPlaceholder')}
          value={description}
          onChange={(event) => {
            const { description: _, ...rest } = topic
            const next = event.currentTarget.value
            onChange(next === '' ? rest : { ...rest, description: next })
          }}
        />
      </div>
    </li>
  )
}
