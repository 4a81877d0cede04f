import type { MjmlFault } from '../port.ts'

/**
 * What the converter lets pass, and should not: it closes what is left open wherever it likes, and leaves out what it
 * must not read. Lines count from 1.
 */
export function faultsOfTags(mjml: string): MjmlFault[] {
  const open: { tag: string; line: number }[] = []
  const faults: MjmlFault[] = []
  let line = 1
  let at = 0
  for (const { 0: found, index, groups } of mjml.matchAll(TAG)) {
    line += countLines(mjml.slice(at, index))
    at = index
    const { end, tag = '', self } = groups ?? {}
    if (tag === '') continue
    if (tag === 'mj-include') {
      faults.push({
        line,
        tag,
        message: 'mj-include cannot be used; put the text itself in its place.',
        isCertain: true,
      })
    }
    if (end === undefined) {
      if (self === undefined && !found.endsWith('/>')) open.push({ tag, line })
      continue
    }
    const last = open.findLastIndex((other) => other.tag === tag)
    if (last < 0) {
      faults.push({
        line,
        tag,
        message: `</${tag}> closes nothing; remove it or open <${tag}> before.`,
        isCertain: true,
      })
      continue
    }
    for (const { tag, line } of open.splice(last).slice(1)) faults.push(unclosed(tag, line))
  }
  return [...faults, ...open.map(({ tag, line }) => unclosed(tag, line))]
}

/** Tags of MJML; comments are skipped as a whole. */
const TAG = /<!--[\s\S]*?-->|<(?<end>\/)?(?<tag>mj[a-z-]*)\b(?:"[^"]*"|'[^']*'|[^'">])*?(?<self>\/)?>/g

const unclosed = (tag: string, line: number): MjmlFault => ({
  line,
  tag,
  message: `<${tag}> is not closed; add </${tag}>.`,
  isCertain: true,
})

const countLines = (text: string): number => text.split('\n').length - 1
