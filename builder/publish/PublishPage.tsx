import { Button, List, Tabs, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconRocket } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Journey } from '../../engine/core/model/journey.ts'
import { request } from '../api/client.ts'
import { useJourney } from '../api/hooks.ts'
import type { JourneyDetail } from '../api/types.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { useDocumentTitle } from '../app/PageHeading.tsx'
import { tell, tellError } from '../app/toasts.ts'
import { JourneyBar } from '../journeys/JourneyBar.tsx'
import { Changes } from './Changes.tsx'
import { Checks } from './Checks.tsx'
import { diffJourneys } from './diff.ts'
import { type Move, useMovePreview, usePublish, useServerProblems, useVersions } from './hooks.ts'
import { PeopleInFlight } from './PeopleInFlight.tsx'
import classes from './publish.module.css'
import { Versions } from './Versions.tsx'

const TABS = ['changes', 'checks', 'people', 'versions'] as const

/** The way to a new version: what changes, what to expect, what becomes of those inside, and then one button. */
export function PublishPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data, error, refetch } = useJourney(id)
  const journey = data?.draft ?? data?.live ?? null
  useDocumentTitle(t('publish.title', { name: journey?.name ?? id }))
  if (error !== null && data === undefined) return <ErrorNote isScreen error={error} onRetry={() => void refetch()} />
  if (data === undefined || journey === null) return <LoadingRows />
  return <Review key={id} journey={journey} detail={data} />
}

function Review({ journey, detail }: { journey: Journey; detail: JourneyDetail }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const [move, setMove] = useState<Move>({})
  const [note, setNote] = useState('')
  const live = detail.live
  const liveVersion = detail.state?.liveVersion ?? null
  const isPublished = live !== null
  // A new version changes nothing about a halt: it takes effect with the resume.
  const stands = isHalted(detail.state?.status)
  const versions = useVersions(journey.id, isPublished)
  const preview = useMovePreview(journey.id, move, isPublished)
  const checked = useServerProblems(journey)
  const publish = usePublish(journey.id)

  const problems = checked.data?.problems ?? null
  const errors = problems?.filter(({ severity }) => severity === 'error').length ?? 0
  const next = Math.max(0, ...(versions.data ?? []).map(({ version }) => version)) + 1
  const changes = diffJourneys(live, journey).length
  const moved = (preview.data?.steps ?? []).reduce(
    (sum, { step, people }) => sum + (move[step] === undefined ? 0 : people),
    0,
  )
  const hasBadMove = preview.data?.steps.some(({ problem }) => problem !== undefined) ?? false
  const isSame = isPublished && changes === 0 && moved === 0
  const tab = TABS.find((tab) => tab === params.get('tab')) ?? 'changes'

  const go = (): void =>
    publish.mutate(
      { move, note: note.trim(), draftRev: detail.draftRev },
      {
        onSuccess: ({ version }) => {
          tell(t(stands ? 'publish.halted.done' : 'publish.done', { version }))
          void navigate(`/journeys/${journey.id}`)
        },
        onError: tellError,
      },
    )
  const ask = async (): Promise<void> => {
    const stay = (preview.data?.total ?? 0) - moved
    const existing = await existingEntries(journey)
    modals.openConfirmModal({
      title: t('publish.confirm.title'),
      children: (
        <List spacing="sm" size="sm">
          <List.Item>{t(stands ? 'publish.halted.entries' : 'publish.confirm.entries', { version: next })}</List.Item>
          {existing.map(({ segment, count }) => (
            <List.Item key={segment}>
              <b>
                {count === null
                  ? t('publish.confirm.existing', { segment })
                  : t('publish.confirm.existingCount', { segment, count })}
              </b>
            </List.Item>
          ))}
          {moved > 0 && (
            <List.Item>{t(stands ? 'publish.halted.moved' : 'publish.confirm.moved', { count: moved })}</List.Item>
          )}
          {stay > 0 && <List.Item>{t('publish.confirm.stay', { count: stay })}</List.Item>}
          {isPublished && <List.Item>{t('publish.confirm.back')}</List.Item>}
        </List>
      ),
      labels: { confirm: t('publish.confirm.go'), cancel: t('common.cancel') },
      closeButtonProps: { 'aria-label': t('common.close') },
      onConfirm: go,
    })
  }

  return (
    <div className={classes['page']}>
      <JourneyBar
        id={journey.id}
        name={journey.name}
        status={detail.state?.status ?? 'draft'}
        version={liveVersion}
        tab="publish"
      />
      <Tabs
        value={tab}
        onChange={(tab) => tab !== null && setParams({ tab }, { replace: true })}
        keepMounted={false}
        className={classes['tabs'] ?? ''}
      >
        <div className={classes['head']}>
          <div>
            <h2 className={classes['title']}>{t('publish.title', { name: journey.name })}</h2>
            <p className={classes['soft']}>
              {liveVersion === null
                ? t('publish.leadFirst')
                : t(stands ? 'publish.halted.lead' : 'publish.leadNext', { version: liveVersion })}
            </p>
          </div>
          <Tabs.List>
            <Tabs.Tab value="changes">
              {t('publish.tabs.changes')}
              <Count of={isPublished ? changes : 0} />
            </Tabs.Tab>
            <Tabs.Tab value="checks">
              {t('publish.tabs.checks')}
              <Count of={problems?.length ?? 0} isBad={errors > 0} />
            </Tabs.Tab>
            {isPublished && (
              <Tabs.Tab value="people">
                {t('publish.tabs.people')}
                <Count of={preview.data?.total ?? 0} />
              </Tabs.Tab>
            )}
            {isPublished && <Tabs.Tab value="versions">{t('publish.tabs.versions')}</Tabs.Tab>}
          </Tabs.List>
        </div>
        <Tabs.Panel value="changes" className={classes['panel'] ?? ''}>
          <Changes
            before={live}
            after={journey}
            title={
              live === null
                ? t('publish.firstChanges', { count: journey.steps.length })
                : changes === 0
                  ? t('publish.none')
                  : t('publish.changes', { count: changes, version: liveVersion })
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="checks" className={classes['panel'] ?? ''}>
          <Checks journey={journey} problems={problems} />
        </Tabs.Panel>
        <Tabs.Panel value="people" className={classes['panel'] ?? ''}>
          {preview.data === undefined ? (
            <LoadingRows rows={4} />
          ) : (
            <PeopleInFlight journey={journey} live={live} preview={preview.data} move={move} onMove={setMove} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={classes['panel'] ?? ''}>
          <Versions journey={journey} draftRev={detail.draftRev} />
        </Tabs.Panel>
      </Tabs>
      <footer className={classes['footer']}>
        <TextInput
          aria-label={t('publish.note')}
          placeholder={t('publish.note')}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          className={classes['note'] ?? ''}
        />
        <span className={classes['soft']}>
          {errors > 0
            ? t('publish.blocked', { count: errors })
            : isPublished && changes === 0 && moved === 0
              ? t('publish.none')
              : t(stands ? 'publish.halted.ready' : 'publish.ready')}
        </span>
        <Button
          size="md"
          leftSection={<IconRocket size={18} aria-hidden />}
          loading={publish.isPending}
          disabled={problems === null || errors > 0 || hasBadMove || isSame}
          onClick={() => void ask()}
        >
          {isPublished ? t('publish.nowVersion', { version: next }) : t('publish.now')}
        </Button>
      </footer>
    </div>
  )
}

const Count = ({ of, isBad = false }: { of: number; isBad?: boolean }) =>
  of === 0 ? null : (
    <span className={classes['count']} data-bad={isBad || undefined}>
      {of}
    </span>
  )

/** Entries that take in everybody who already belongs to a segment, with their number where the server can count them. */
async function existingEntries(journey: Journey): Promise<{ segment: string; count: number | null }[]> {
  const segments = journey.steps.flatMap(({ type, config }) => {
    const trigger = (type === 'entry' ? config['trigger'] : undefined) as
      | { segment?: string; existing?: boolean }
      | undefined
    return trigger?.existing === true && trigger.segment !== undefined ? [trigger.segment] : []
  })
  return Promise.all(
    [...new Set(segments)].map(async (segment) => {
      try {
        const { count } = await request<{ count: number }>('/segments/preview', {
          method: 'POST',
          body: { when: { segment } },
        })
        return { segment, count }
      } catch {
        return { segment, count: null }
      }
    }),
  )
}

const isHalted = (status: string | undefined): boolean => status === 'paused' || status === 'stopped'
