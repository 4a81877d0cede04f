import { Memory } from '../../core/text/memory.ts'
import type { Bodies, MjmlFault } from '../port.ts'
import { faultsOfTags } from './faults.ts'
import { putBack, takeApart, unescape } from './holes.ts'
import { BodyFault, createBodyThread } from './thread.ts'

interface Made {
  html: string
  text: string
}

/** Characters of shapes that are remembered with what was made of them: some hundred templates. */
const REMEMBERED = 4_000_000

/** Makes the bodies of mails: MJML becomes HTML, HTML gets plain text beside it. The work is done in a thread. */
export function createBodies(): Bodies {
  const thread = createBodyThread()
  const memory = new Memory<Promise<Made>>(REMEMBERED)

  async function make(kind: 'mjml' | 'html', source: string): Promise<Made> {
    const { shape, fills } = takeApart(source)
    const key = `${kind} ${shape}`
    const known = memory.get(key)
    const made = known ?? thread.run<Made>(kind, shape)
    if (known === undefined) {
      memory.set(key, made)
      // What went wrong is tried anew: the thread may have been at fault.
      made.catch(() => memory.remove(key))
    }
    const { html, text } = await made
    return {
      html: kind === 'html' ? source : putBack(html, fills),
      text: putBack(text, fills, unescape),
    }
  }

  return {
    async finish(content) {
      const { mjml, ...rest } = content
      if (typeof mjml === 'string' && mjml !== '') {
        const { html, text } = await make('mjml', mjml).catch(explained)
        return { ...rest, html, text: rest['text'] || text }
      }
      const { html } = rest
      if (typeof html !== 'string' || html === '' || rest['text']) return content
      return { ...content, text: (await make('html', html)).text }
    },

    async check(mjml) {
      try {
        const found = await thread.run<Omit<MjmlFault, 'isCertain'>[]>('check', mjml)
        const faults = found.map((fault) => ({ ...fault, isCertain: !fault.message.startsWith('Attribute ') }))
        return [...faultsOfTags(mjml), ...faults]
      } catch (error) {
        if (!(error instanceof BodyFault)) throw error
        return [{ line: 1, tag: 'mjml', message: sentenceOf(error), isCertain: true }]
      }
    },

    close: () => thread.close(),
  }
}

function explained(error: unknown): never {
  throw error instanceof BodyFault ? new BodyFault(`mjml: ${sentenceOf(error)}`) : error
}

/** The converter has two sentences for all that is no MJML. */
function sentenceOf({ message }: BodyFault): string {
  return /^(Malformed MJML|Parsing failed)/.test(message)
    ? 'This is not MJML; it has to begin with <mjml>, with <mj-body> in it.'
    : message
}
