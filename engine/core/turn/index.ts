export { takeTurn, type TurnOptions, type TurnResult } from './take-turn.ts'
export { CLAIM_MS, type Slots } from './claim.ts'
export { isMessage, rowOf } from './sends.ts'
export { isFinal, RETRY_AFTER_MS, settle, type ProviderAnswer, type Settled } from './settle.ts'
