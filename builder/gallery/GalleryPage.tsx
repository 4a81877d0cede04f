import { Button, Drawer, Group } from '@mantine/core'
import { IconArrowRight, IconMail, IconRoute } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { STAGES } from '../../engine/core/model/condition.ts'
import { ApiError } from '../api/client.ts'
import { useCreateJourney } from '../api/hooks.ts'
import app from '../app/app.module.css'
import { PageHeading } from '../app/PageHeading.tsx'
import { tellError } from '../app/toasts.ts'
import { CanvasContext, viewContext } from '../canvas/context.ts'
import { JourneyCanvas } from '../canvas/JourneyCanvas.tsx'
import { StageTag } from '../customers/StageTag.tsx'
import { freshCopy } from '../document/fresh.ts'
import { currentLanguage } from '../i18n/index.ts'
import classes from './gallery.module.css'
import { type GalleryItem, galleryItems } from './templates.ts'
import { Thumbnail } from './Thumbnail.tsx'

/** Journeys to begin with, by stage: look at one, then make it yours. */
export function GalleryPage() {
  const { t } = useTranslation()
  const language = currentLanguage()
  const items = useMemo(() => galleryItems(language), [language])
  const [shown, setShown] = useState<string | null>(null)
  const item = items.find(({ id }) => id === shown)
  return (
    <div className={app['page']}>
      <PageHeading title={t('gallery.title')} lead={t('gallery.lead')}>
        <Button component={Link} to="/journeys" variant="default">
          {t('gallery.back')}
        </Button>
      </PageHeading>
      {STAGES.map((stage) => {
        const ofStage = items.filter((item) => item.stage === stage)
        if (ofStage.length === 0) return null
        return (
          <section key={stage} className={classes['stage']} aria-label={t(`common.stage.${stage}`)}>
            <h2>
              <StageTag stage={stage} />
            </h2>
            <div className={classes['grid']}>
              {ofStage.map(({ id, journey }) => (
                <button key={id} type="button" className={classes['card']} onClick={() => setShown(id)}>
                  <span className={classes['picture']}>
                    <Thumbnail journey={journey} />
                  </span>
                  <span className={classes['text']}>
                    <b>{journey.name}</b>
                    <span>{journey.description}</span>
                    <Facts item={{ id, journey }} />
                  </span>
                </button>
              ))}
            </div>
          </section>
        )
      })}
      <Drawer
        opened={item !== undefined}
        onClose={() => setShown(null)}
        position="right"
        size="min(1040px, 92vw)"
        title={item?.journey.name}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        classNames={{ body: classes['drawer'] ?? '' }}
      >
        {item !== undefined && <Preview item={item} />}
      </Drawer>
    </div>
  )
}

function Facts({ item: { journey } }: { item: Pick<GalleryItem, 'id' | 'journey'> }) {
  const { t } = useTranslation()
  const messages = journey.steps.filter(({ type }) => type === 'send' || type === 'survey').length
  return (
    <span className={classes['facts']}>
      <span>
        <IconRoute size={15} aria-hidden /> {t('gallery.steps', { count: journey.steps.length })}
      </span>
      <span>
        <IconMail size={15} aria-hidden /> {t('gallery.messages', { count: messages })}
      </span>
    </span>
  )
}

function Preview({ item }: { item: GalleryItem }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCreateJourney()
  const context = useMemo(() => viewContext(), [])
  const use = async (): Promise<void> => {
    const { journey } = item
    try {
      await create.mutateAsync(journey)
      await navigate(`/journeys/${journey.id}/build`)
    } catch (error) {
      // The id is taken: it was used before, and this is another one beside it.
      if (!(error instanceof ApiError && error.status === 409)) throw error
      const copy = freshCopy(journey, journey.name)
      await create.mutateAsync(copy)
      await navigate(`/journeys/${copy.id}/build`)
    }
  }
  return (
    <>
      <p className={classes['lead']}>{item.journey.description}</p>
      <Group justify="space-between" mb="md">
        <Facts item={item} />
        <Button
          rightSection={<IconArrowRight size={17} aria-hidden />}
          loading={create.isPending}
          onClick={() => void use().catch(tellError)}
        >
          {t('gallery.use')}
        </Button>
      </Group>
      <div className={classes['canvas']}>
        <CanvasContext value={context}>
          <JourneyCanvas journey={item.journey} />
        </CanvasContext>
      </div>
      <p className={classes['lead']}>{t('gallery.note')}</p>
    </>
  )
}
