import { IconArrowNarrowRight } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useRegistry } from '../api/registry.tsx'
import { useNamesOf } from '../api/word-names.ts'
import { CanvasContext, createMarks, viewContext } from '../canvas/context.ts'
import { JourneyCanvas } from '../canvas/JourneyCanvas.tsx'
import { changeInWords } from './change-words.ts'
import { diffJourneys, overlayOf } from './diff.ts'
import classes from './publish.module.css'

/** Two versions: one drawing with what is new, changed and gone, and the same in sentences. */
export function Changes({ before, after, title }: { before: Journey | null; after: Journey; title: string }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const names = useNamesOf(after.steps)
  const changes = useMemo(() => diffJourneys(before, after), [before, after])
  const overlay = useMemo(() => overlayOf(before, after), [before, after])
  const [marks] = useState(createMarks)
  const context = useMemo(() => ({ ...viewContext(), marks }), [marks])
  useEffect(() => marks.setState({ tones: overlay.tones }), [marks, overlay])
  return (
    <div className={classes['changes']}>
      <section className={classes['list']} aria-label={title}>
        <h2>{title}</h2>
        {changes.length === 0 && <p className={classes['soft']}>{t('publish.noneLead')}</p>}
        <ul>
          {changes.map((change, index) => {
            const { text, before: was, after: is } = changeInWords(change, registry, t, names)
            return (
              <li key={index} data-kind={change.kind}>
                <b>{text}</b>
                {(was !== undefined || (is !== undefined && is !== '')) && (
                  <span>
                    {was !== undefined && <del>{was}</del>}
                    {was !== undefined && <IconArrowNarrowRight size={15} aria-hidden />}
                    {is}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      </section>
      <section className={classes['overlay']} aria-label={t('publish.overlay')}>
        {before !== null && (
          <div className={classes['legend']} aria-hidden>
            {(['added', 'changed', 'removed'] as const).map((tone) => (
              <span key={tone} data-tone={tone}>
                {t(`publish.legend.${tone}`)}
              </span>
            ))}
          </div>
        )}
        <CanvasContext value={context}>
          <JourneyCanvas journey={overlay.journey} />
        </CanvasContext>
      </section>
    </div>
  )
}
