import { compileVersion } from '../../core/compile/index.ts'
import type { CompiledVersion } from '../../core/compile/version.ts'
import type { Env, JourneyState } from '../../core/env.ts'
import type { OutboxItem } from '../../core/model/customer.ts'
import type { Send } from '../../core/model/interaction.ts'
import type { CustomerEvent, Input } from '../../core/model/input.ts'
import type { StepRegistry } from '../../core/steps/registry.ts'
import { rowOf, takeTurn } from '../../core/turn/index.ts'
import { newCustomer } from '../../core/model/new-customer.ts'
import type { Store, Tokens } from './world.ts'

/** Takes the turns of customers until nothing more happens; every provider accepts. What workers do, in one page. */
export function createTurns(store: Store, registry: StepRegistry, tokens: Tokens, now: () => number) {
  let ordinal = 1
  return async function advance(ids: readonly string[]): Promise<void> {
    for (const id of new Set(ids)) {
      let extra: Input[] = []
      for (let round = 0; round < 10; round += 1) {
        const customer = (await store.customers.load([id])).get(id) ?? newCustomer(id, now(), ordinal++)
        const inputs = (await store.inputs.pending([id])).get(id) ?? []
        const history = (await store.inputs.history([id])).get(id) ?? []
        const env = await envOf(store, registry, tokens, history)
        const result = takeTurn({ ...customer, outbox: [] }, inputs, extra, now(), env, { slots: { take: () => true } })
        if ('needs' in result) throw new Error(`this test cannot fetch ${JSON.stringify(result.needs)}`)
        await handOff(store, customer.outbox)
        if (!result.changed && extra.length === 0 && customer.outbox.length === 0) break
        const lost = await store.customers.save([result.customer])
        if (lost.size > 0) continue
        await store.inputs.markApplied(inputs.map((input) => input.id))
        extra = result.claimed.map((send) => acceptedBy(send, now()))
        await store.interactions.upsert(
          result.claimed.map((send) => ({ ...rowOf(send), status: 'accepted', sentAt: now(), finalAt: now() })),
        )
      }
    }
  }
}

async function envOf(store: Store, registry: StepRegistry, tokens: Tokens, history: CustomerEvent[]): Promise<Env> {
  const [records, segments, templates, workspace] = await Promise.all([
    store.journeys.list(),
    store.journeys.segments(),
    store.journeys.templates(),
    store.settings.workspace(),
  ])
  const journeys = new Map<string, JourneyState>()
  const compiled = new Map<string, CompiledVersion>()
  const live: CompiledVersion[] = []
  for (const { id, state } of records) {
    if (!state) continue
    journeys.set(id, state)
    for (const { version, journey } of await store.journeys.versions(id)) {
      compiled.set(`${id} ${version}`, compileVersion(journey, version, registry))
    }
    if (state.status !== 'archived') live.push(compiled.get(`${id} ${state.liveVersion}`) as CompiledVersion)
  }
  return {
    workspace,
    registry,
    journeys,
    live,
    version: (id, version) => compiled.get(`${id} ${version}`),
    segments: new Map(segments.map((segment) => [segment.id, segment])),
    templates: new Map(templates.map((template) => [template.id, template])),
    facts: { history: () => history, code: () => null, limit: () => true },
    link: (kind, claims) => `https://example.test/${kind}/${tokens.sign(kind, claims)}`,
  }
}

function acceptedBy(send: Send, at: number): Input {
  const { id, customerId, attempts } = send
  return {
    ...{ kind: 'result', id: `${id}-${attempts}`, customerId, acceptedAt: at, ordinal: 0 },
    ...{ interactionId: id, attempt: attempts, status: 'accepted', reason: null, recorded: true },
  } as Input
}

async function handOff(store: Store, items: readonly OutboxItem[]): Promise<void> {
  for (const item of items) {
    if (item.type === 'interaction') await store.interactions.upsert([item.row])
    if (item.type === 'outcome') await store.interactions.addOutcomes([item])
    if (item.type === 'input') await store.inputs.record([item.input])
    if (item.type === 'refused') await store.records.refused([item.row])
    if (item.type === 'points') await store.records.points([item.row])
    if (item.type === 'enrollment') await store.records.archiveEnrollments([item.row])
    if (item.type === 'visits') await store.records.archiveVisits([item])
  }
}
