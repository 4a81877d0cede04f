/** Liquid has no `$` in names, events have. In a template another character of the same length stands in for it. */
export const DOLLAR = '\uff04'

/** Replaces the `$` of paths like `event.$name` in tags and outputs; quoted texts and `raw` stay as they are. */
export function withoutDollars(text: string): string {
  if (!text.includes('.$')) return text
  let done = ''
  let rest = 0
  for (const open of text.matchAll(/\{([{%])-?\s*(raw\b)?/g)) {
    if (open.index < rest) continue
    const isRaw = open[1] === '%' && open[2] !== undefined
    const close = text.indexOf(isRaw ? 'endraw' : open[1] === '%' ? '%}' : '}}', open.index)
    if (close < 0) break
    const inside = text.slice(open.index, close)
    done +=
      text.slice(rest, open.index) +
      (isRaw ? inside : inside.replace(PATH_DOLLAR, (match) => match.replace(/^\.\$/, `.${DOLLAR}`)))
    rest = close
  }
  return done + text.slice(rest)
}

const PATH_DOLLAR = /'[^']*'|"[^"]*"|\.\$/g
