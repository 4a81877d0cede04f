import { ID_PATTERN } from '../../format/scalars.ts'
import { STAGES } from '../../model/condition.ts'
import type { JsonObject } from '../../model/json.ts'
import type { CustomerChange, InteractionDraft, StepContext } from '../sdk.ts'
import { plain, said } from './plain.ts'
import { readOnly } from './read-only.ts'

/** The context of a step that is not ours: what it reads it cannot change, and what it asks for is looked at first. */
export function guardedContext(context: StepContext<unknown>): StepContext<unknown> {
  return {
    config: readOnly(context.config, 'config'),
    step: readOnly(context.step, 'step'),
    get journey() {
      return readOnly(context.journey, 'journey')
    },
    get enrollment() {
      return readOnly(context.enrollment, 'enrollment')
    },
    get customer() {
      return readOnly(context.customer, 'customer')
    },
    now: context.now,
    get zone() {
      return context.zone
    },
    test: (condition, event) => context.test(condition, event),
    read: (path) => readOnly(context.read(path), path),
    render: (value) => readOnly(context.render(value), 'render(...)'),
    renderMessage: (content, roots) => context.renderMessage(content, roots),
    hash: (...parts) => context.hash(...parts),
    eventsSinceEntry: () => readOnly(context.eventsSinceEntry(), 'eventsSinceEntry()'),
    template: (id) => readOnly(context.template(id), 'template(...)'),
    link: (kind, claims) => context.link(kind, claims),
    code: (pool) => context.code(pool),

    plan: (draft) => context.plan(draftOf(draft)),
    change: (change) => context.change(changeOf(change)),
    setVars: (vars, unset) => context.setVars(plain(vars, 'setVars'), unset && plain(unset, 'setVars')),
    moveStage(to) {
      if (!STAGES.includes(to)) throw new TypeError(`moveStage(${said(to)}): the stages are ${listed(STAGES)}.`)
      context.moveStage(to)
    },
    track(event, properties) {
      if (!isText(event)) throw new TypeError(`track(${said(event)}): the name of the event must be a text.`)
      context.track(event, objectOf(properties ?? {}, 'track'))
    },
    points(amount, reason, expiresAt) {
      if (!Number.isFinite(amount)) throw new TypeError(`points(${said(amount)}): the amount must be a number.`)
      return context.points(amount, reason, expiresAt)
    },
    start: (journey, data, waitForEnd) => context.start(journey, objectOf(data, 'start'), waitForEnd),
  }
}

function draftOf(draft: InteractionDraft): InteractionDraft {
  const given = objectOf(draft, 'plan') as unknown as InteractionDraft
  if (!isText(given.channel) || !ID_PATTERN.test(given.channel)) {
    throw new TypeError(`plan({ channel: ${said(given.channel)} }): name a channel, such as "email" or "webhook".`)
  }
  objectOf(given.content, 'plan({ content })')
  return { ...given, topic: given.topic ?? null }
}

function changeOf(change: CustomerChange): CustomerChange {
  const given = objectOf(change, 'change') as CustomerChange
  for (const [trait, by] of Object.entries(given.increment ?? {})) {
    if (typeof by !== 'number') throw new TypeError(`change({ increment: { ${trait}: ${said(by)} } }): give a number.`)
  }
  for (const member of ['unset', 'addTags', 'removeTags'] as const) {
    const names: unknown = given[member] ?? []
    if (!Array.isArray(names) || !names.every(isText)) {
      throw new TypeError(`change({ ${member}: ${said(names)} }): give a list of texts.`)
    }
  }
  return given
}

function objectOf(value: unknown, name: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new TypeError(`"${name}" was given ${said(value)}; it takes an object.`)
  }
  return plain(value as JsonObject, name)
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')
