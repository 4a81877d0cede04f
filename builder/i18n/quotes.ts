import type { PostProcessorModule } from 'i18next'

/**
 * Quotes inside quotes are single ones, in English and in Chinese: the name of a goal may be a sentence with quotes of its
 * own. Texts whose quotes do not match stay as they are.
 */
export function quotesInside(text: string): string {
  if (text.indexOf('“') === text.lastIndexOf('“')) return text
  let depth = 0
  let isEven = true
  const said = text.replaceAll(/[“”]/g, (mark) => {
    if (mark === '“') depth += 1
    const isOuter = depth % 2 === 1
    if (mark === '”') depth -= 1
    if (depth < 0) isEven = false
    return isOuter ? mark : mark === '“' ? '‘' : '’'
  })
  return isEven && depth === 0 ? said : text
}

export const quotes: PostProcessorModule = { type: 'postProcessor', name: 'quotes', process: quotesInside }
