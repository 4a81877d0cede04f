import { type JourneyTexts, withTexts } from '../../examples/with-texts.ts'
import type { Stage } from '../../engine/core/model/condition.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Language } from '../i18n/index.ts'

/** A journey to begin with. */
export interface GalleryItem {
  id: string
  stage: Stage
  icon: string
  journey: Journey
}

const files = import.meta.glob<unknown>('../../examples/journeys/*.json', { eager: true, import: 'default' })

const fileOf = (name: string): unknown => files[`../../examples/journeys/${name}.json`]

/** All of them, in the language of the page; part of the bundle of this screen alone. */
export function galleryItems(language: Language): GalleryItem[] {
  const index = fileOf('index') as { id: string; stage: Stage; icon: string }[]
  return index.flatMap((item) => {
    const journey = fileOf(item.id) as Journey | undefined
    if (journey === undefined) return []
    const texts = language === 'zh-CN' ? (fileOf(`${item.id}.zh`) as JourneyTexts | undefined) : undefined
    return [{ ...item, journey: texts === undefined ? journey : withTexts(journey, texts) }]
  })
}
