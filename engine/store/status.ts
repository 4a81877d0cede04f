import type { SendStatus } from '../core/model/interaction.ts'

export const ACCEPTED = 2

/** Order of finality: a row is only replaced by one of the same or a higher rank, so late copies never undo news. */
export const RANK: Readonly<Record<SendStatus, number>> = {
  planned: 0,
  sending: 0,
  unknown: 1,
  failed: 1,
  suppressed: 1,
  cancelled: 1,
  accepted: ACCEPTED,
}

/** Of a status that comes from outside. @returns undefined = no such status */
export function rankOf(status: string | undefined): number | undefined {
  return status !== undefined && Object.hasOwn(RANK, status) ? RANK[status as SendStatus] : undefined
}

/** An outcome arrived before its row did. */
export const OUTCOMES_ONLY = -1

/** Outcome names come from outside: as keys they get a prefix and hold no dot, dollar or percent sign. */
export function outcomeKey(name: string): string {
  return `_${name.replace(/[%.$]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`
}

export function outcomeName(key: string): string {
  return key.slice(1).replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
