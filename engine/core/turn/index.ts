export { takeTurn, type TurnOptions, type TurnResult } from './take-turn.ts'
export { CLAIM_MS, type Slots } from './claim.ts'
export { isMessage } from './sends.ts'
