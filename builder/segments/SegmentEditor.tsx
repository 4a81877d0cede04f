import { Button, Group, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Condition } from '../../engine/core/model/condition.ts'
import { ApiError, request } from '../api/client.ts'
import type { SegmentInfo } from '../api/types.ts'
import { tell, tellError, tellUndoable } from '../app/toasts.ts'
import { nameOf } from '../customers/name.ts'
import { freeId, idFromName, openJourney } from '../document/document.ts'
import { createEditor } from '../document/editor.ts'
import { EditorContext } from '../editor/context.ts'
import { createUi } from '../editor/ui.ts'
import { ConditionField } from '../inspector/ConditionField.tsx'
import { createProblems } from '../problems/problems.ts'
import { useSay } from '../problems/say.ts'
import { number } from '../words/time.ts'
import classes from './segments.module.css'
import { UsedBy } from './UsedBy.tsx'
import { useMembers } from './use-members.ts'

interface Props {
  segment: SegmentInfo | null
  taken: readonly string[]
  onDone: () => void
}

/** A segment's name and rule, with how many belong to it while the rule is written. */
export function SegmentEditor({ segment, taken, onDone }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(segment?.name ?? segment?.id ?? '')
  const [when, setWhen] = useState<Condition | undefined>(segment?.when)
  const [editing] = useState(noEditor)
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['segments'] })

  const save = useMutation({
    mutationFn: () => {
      const id = segment?.id ?? freeId(idFromName(name, 'segment'), Object.fromEntries(taken.map((id) => [id, true])))
      return request(`/segments/${id}`, { method: 'PUT', body: { id, name: name.trim(), when } })
    },
    onSuccess: async () => {
      await refresh()
      tell(t('segments.saved', { name: name.trim() }))
      onDone()
    },
    onError: tellError,
  })
  const remove = useMutation({
    mutationFn: () => request(`/segments/${segment?.id ?? ''}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await refresh()
      tellUndoable(t('segments.removed', { name }), async () => {
        if (segment !== null) await request(`/segments/${segment.id}`, { method: 'PUT', body: segment })
        await refresh()
      })
      onDone()
    },
    onError: tellError,
  })

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TextInput
        label={t('settings.segments.name')}
        value={name}
        maxLength={200}
        required
        withAsterisk={false}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
        mb="md"
      />
      <EditorContext value={editing}>
        <ConditionField label={t('settings.segments.rule')} value={when} onChange={setWhen} />
      </EditorContext>
      {when !== undefined && <MembersNow when={when} />}
      {segment !== null && <UsedBy segment={segment.id} />}
      <Group justify="space-between" mt="lg">
        {segment === null ? (
          <span />
        ) : (
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('common.remove')}
          </Button>
        )}
        <Button type="submit" loading={save.isPending} disabled={when === undefined || name.trim() === ''}>
          {t('common.save')}
        </Button>
      </Group>
    </form>
  )
}

/** How many the rule is true for right now, and a few of them. */
function MembersNow({ when }: { when: Condition }) {
  const { t } = useTranslation()
  const [settled] = useDebouncedValue(when, 500)
  const say = useSay()
  const { data, error, isPending } = useMembers(settled)
  if (error !== null) {
    const message = error instanceof ApiError ? (error.problems[0]?.message ?? error.message) : error.message
    return <p className={classes['unfinished']}>{say(message).text}</p>
  }
  if (isPending) return <Skeleton height={84} mt="md" />
  const share = data.total === 0 ? 0 : (data.count / data.total) * 100
  return (
    <section className={classes['members']} aria-live="polite">
      <b>{t(data.complete ? 'segments.members' : 'segments.membersAbout', { count: data.count, total: data.total })}</b>
      <div className={classes['meter']} aria-hidden>
        <span style={{ width: `${share}%` }} />
      </div>
      {data.examples.length > 0 && (
        <p>
          {t('segments.examples')}{' '}
          {data.examples.slice(0, 6).map((customer, index) => (
            <span key={customer.id}>
              {index > 0 && ', '}
              <Link to={`/customers/${encodeURIComponent(customer.id)}`}>{nameOf(customer)}</Link>
            </span>
          ))}
          {data.count > 6 && ` … (${number(data.count)})`}
        </p>
      )}
    </section>
  )
}

/** The parts of a condition ask the open journey for its steps and words; here there is none. */
const noEditor = () => ({
  editor: createEditor(openJourney({ format: 1, id: 'none', name: '', steps: [], edges: [] }), () => 0),
  ui: createUi(),
  problems: createProblems(),
})
