import type { Answer } from '../../engine/channels/index.ts'
import type { ChannelLoad } from '../../engine/http/index.ts'
import type { Send } from '../../engine/core/model/interaction.ts'
import type { Slots } from '../../engine/core/turn/index.ts'
import type { TroubledProvider } from '../../engine/store/port.ts'
import type { Observe } from '../runtime.ts'
import { createProvider, type Provider } from './provider.ts'

type Called = Pick<Send, 'id' | 'channel' | 'content'>

/** All providers of this process. A claim is made only when its call may start at once. */
export interface Providers extends Slots {
  /** @param sparing for one of a crowd: a fifth of the places and of the rate is left for whoever has just done something */
  take(send: Send, sparing?: boolean): ReturnType<Slots['take']>
  /** What came of a call. */
  answered(send: Called, answer: Answer): void
  release(send: Called): void
  load(): ChannelLoad[]
  troubled(): TroubledProvider[]
}

export interface ChannelLimits {
  /** Calls under way at once, over the whole channel. */
  inFlight: number
  /** Calls per second to one provider; without it, any number. */
  perSecond?: number | undefined
  /** Where a channel has many providers: calls under way to one of them, so that one that hangs leaves room. */
  inFlightEach?: number
}

/** For channels nobody set limits for. */
const DEFAULT: ChannelLimits = { inFlight: 20 }
/** Receivers of webhooks come from journeys: above this, those that are idle and well are forgotten. */
const MOST = 1_000

export function createProviders(
  limits: Readonly<Record<string, ChannelLimits>>,
  now: () => number,
  observe: Observe,
): Providers {
  const providers = new Map<string, Provider>()
  const busy = new Map<string, number>(Object.keys(limits).map((channel) => [channel, 0]))

  function providerOf(send: Called): Provider {
    const name = nameOf(send)
    const known = providers.get(name)
    if (known) return known
    if (providers.size >= MOST) forgetIdle()
    const { inFlight, inFlightEach = inFlight, perSecond = null } = limits[send.channel] ?? DEFAULT
    const made = createProvider({ inFlight: inFlightEach, perSecond })
    providers.set(name, made)
    return made
  }

  function forgetIdle(): void {
    for (const [name, provider] of providers) {
      if (provider.inFlight() === 0 && provider.trouble(now()) === null) providers.delete(name)
    }
  }

  function troubled(): TroubledProvider[] {
    return [...providers].flatMap(([provider, one]) => {
      const trouble = one.trouble(now())
      return trouble ? [{ provider, ...trouble }] : []
    })
  }

  return {
    take(send, sparing) {
      const { channel } = send
      const calls = busy.get(channel) ?? 0
      const { inFlight } = limits[channel] ?? DEFAULT
      if (calls >= (sparing ? Math.ceil(inFlight * 0.8) : inFlight)) return false
      const answer = providerOf(send).ask(send.id, now(), sparing)
      if (answer === true) busy.set(channel, calls + 1)
      if (typeof answer === 'boolean') return answer
      observe.deferred(channel, answer.cause)
      return { until: answer.until, reason: REASONS[answer.cause] }
    },
    answered(send, answer) {
      if (providerOf(send).answered(send.id, answer, now())) observe.opened(send.channel)
    },
    release(send) {
      busy.set(send.channel, Math.max(0, (busy.get(send.channel) ?? 0) - 1))
      providers.get(nameOf(send))?.release(send.id)
    },
    load() {
      const open = new Map<string, number>()
      for (const { provider, state } of troubled()) {
        if (state === 'held') continue
        const channel = provider.split(' ')[0] as string
        open.set(channel, (open.get(channel) ?? 0) + 1)
      }
      return [...busy].map(([channel, inFlight]) => ({ channel, inFlight, open: open.get(channel) ?? 0 }))
    },
    troubled,
  }
}

/** For lives in which every call may start at once. */
export const LIMITLESS: Providers = {
  take: () => true,
  answered: () => {},
  release: () => {},
  load: () => [],
  troubled: () => [],
}

/** Why an interaction is not on its way yet, as its timeline says. */
const REASONS = { breaker: 'provider-down', 'retry-after': 'provider-busy', rate: 'provider-rate' } as const

/** Every receiver of webhooks is a provider of its own. */
function nameOf({ channel, content }: Called): string {
  if (channel !== 'webhook') return channel
  const { url } = content
  return typeof url === 'string' && URL.canParse(url) ? `webhook ${new URL(url).host}` : 'webhook'
}
