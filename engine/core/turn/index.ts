export { takeTurn, type TurnOptions, type TurnResult } from './take-turn.ts'
export type { Slots } from './claim.ts'
export { isMessage, rowOf } from './sends.ts'
export { CLAIM_MS, isFinal, RETRY_AFTER_MS, settle, type ProviderAnswer, type Settled } from './settle.ts'
