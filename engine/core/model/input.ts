import type { Stage } from './condition.ts'
import type { Json, JsonObject } from './json.ts'
import type { Interaction, SendStatus } from './interaction.ts'

/** Something a customer did. Times are epoch milliseconds. */
export interface CustomerEvent {
  /** Unique for as long as events are kept; a repeat is the same event. */
  id: string
  /** The sender's own id, where there was one. */
  messageId?: string
  name: string
  properties: JsonObject
  /** When it happened, by the sender's clock. */
  timestamp: number
  /** When it was accepted, and its place among what was accepted then. */
  acceptedAt: number
  ordinal: number
}

interface Accepted {
  id: string
  customerId: string
  acceptedAt: number
  /** Order of acceptance among inputs of the same instant. */
  ordinal: number
  /** W3C trace context of what brought it in; only while tracing is on. */
  traceparent?: string
}

/** What can be said about a customer from outside, and what became of a send (`recorded`: the ledger already has it). */
export type InputBody =
  | { kind: 'event'; name: string; properties: JsonObject; timestamp: number; messageId?: string; source?: string }
  | {
      kind: 'identify'
      traits?: JsonObject
      unset?: string[]
      timeZone?: string | null
      addTags?: string[]
      removeTags?: string[]
    }
  | { kind: 'consent'; channel: string; topic: string; allowed: boolean; source?: string }
  | { kind: 'suppress'; channel: string; reason: string; lifted?: boolean }
  | { kind: 'stage'; to: Stage }
  | { kind: 'outcome'; outcome: string; interactionId?: string; journey?: string; step?: string; data?: Json }
  | { kind: 'answer'; value: Json; interactionId?: string; journey?: string; step?: string }
  | { kind: 'task'; done: boolean; interactionId?: string; journey?: string; step?: string }
  | { kind: 'enter'; journey: string; data: JsonObject }
  | { kind: 'remove'; journey?: string; enrollmentId?: string; reason?: string }
  | { kind: 'resend'; original: Interaction }
  | { kind: 'resolve'; interactionId: string; status: 'accepted' | 'failed' }
  | { kind: 'operator'; command: OperatorCommand; enrollmentId: string; step?: string; reason?: string }
  | {
      kind: 'result'
      interactionId: string
      attempt: number
      status: SendStatus | 'retry'
      reason: string | null
      retryAt?: number
      response?: Json
      recorded?: boolean
      unsent?: boolean
      unsure?: boolean
    }

/** `retry` a parked step, `skip` it, `send-to` another step, `fail` or `exit` the enrollment. */
export type OperatorCommand = 'retry' | 'skip' | 'send-to' | 'fail' | 'exit'

/** One accepted input of one customer. Inputs are applied once, in order of acceptance. */
export type Input = Accepted & InputBody
export type InputOf<K extends InputBody['kind']> = Accepted & Extract<InputBody, { kind: K }>
