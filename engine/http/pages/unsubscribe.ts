import { randomUUID } from 'node:crypto'
import type { InputBody } from '../../core/model/input.ts'
import type { Topic } from '../../core/model/workspace.ts'
import { ProblemError } from '../../problem.ts'
import { untilNothingLeaves } from '../report.ts'
import type { Services } from '../services.ts'
import { readForm } from './form.ts'
import { escapeHtml, sendPage } from './page.ts'
import type { Page } from './index.ts'

interface Unsubscribe {
  customerId: string
  channel: string
  /** Null = every topic of the channel. */
  topic: string | null
}

/**
 * Ends a consent (RFC 8058). Mail scanners open every link, so looking changes nothing; the button posts the very body
 * that mailbox providers post for a click on theirs.
 */
export const unsubscribePage: Page<Unsubscribe> = {
  path: '/u/:token',

  read(token, { tokens }) {
    const value = tokens.read('unsubscribe', token)
    const [customerId, channel, topic = null] = Array.isArray(value) ? value : fieldsOf(value)
    if (typeof customerId !== 'string' || typeof channel !== 'string') return null
    return { customerId, channel, topic: typeof topic === 'string' ? topic : null }
  },

  async show({ customerId, channel, topic }, { response, language, texts, services }) {
    const { topics: listed = [] } = await services.store.settings.workspace()
    const topics = (topic === null ? await topicsOf(customerId, channel, services) : [topic]).map(
      (id): Topic => listed.find((one) => one.id === id) ?? { id, name: id },
    )
    const text =
      topic === null ? texts.unsubscribeAll(channel) : texts.unsubscribeTopic(channel, topics[0]?.name ?? topic)
    const form = `<form method="post"><button name="List-Unsubscribe" value="One-Click">${escapeHtml(texts.unsubscribeButton)}</button></form>`
    const what = topic === null ? listing(topics) : paragraph(topics[0]?.description)
    sendPage(response, 200, language, texts.unsubscribeTitle, `${paragraph(text)}${what}${form}`)
  },

  async act(wish, { request, response, language, texts, services }) {
    const form = await readForm(request)
    if (form.get('List-Unsubscribe') !== 'One-Click') {
      throw new ProblemError(400, 'invalid-request', 'The body has to be List-Unsubscribe=One-Click.')
    }
    await withdraw(wish, services)
    sendPage(response, 200, language, texts.unsubscribedTitle, `<p>${escapeHtml(texts.unsubscribedText)}</p>`)
  },
}

const paragraph = (text: string | undefined): string => (text ? `<p>${escapeHtml(text)}</p>\n` : '')

const listing = (topics: readonly Topic[]): string =>
  topics.length === 0 ? '' : `<ul>\n${topics.map(({ name }) => `<li>${escapeHtml(name)}</li>\n`).join('')}</ul>\n`

function fieldsOf(value: unknown): unknown[] {
  const { customerId, channel, topic } = (value ?? {}) as Partial<Record<keyof Unsubscribe, unknown>>
  return [customerId, channel, topic]
}

/** Each click is a new wish: whoever agreed again since the last one withdraws again. */
async function withdraw({ customerId, channel, topic }: Unsubscribe, services: Services): Promise<void> {
  const topics = topic === null ? await topicsOf(customerId, channel, services) : [topic]
  await services.ingest.acceptAndApply(
    topics.map((topic) => {
      const body: InputBody = { kind: 'consent', channel, topic, allowed: false, source: 'unsubscribe-link' }
      return { id: `un-${randomUUID()}`, customerId, body }
    }),
  )
  await untilNothingLeaves(services, customerId, channel, topic)
}

async function topicsOf(customerId: string, channel: string, { store }: Services): Promise<string[]> {
  return (await store.customers.load([customerId])).get(customerId)?.consent[channel] ?? []
}
