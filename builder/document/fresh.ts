import type { Journey } from '../../engine/core/model/journey.ts'
import { idFromName } from './document.ts'

/** A journey with nothing but a start. `salt` keeps ids of equal names apart. */
export function blankJourney(name: string, salt: string): Journey {
  return {
    format: 1,
    id: `${idFromName(name, 'journey')}-${salt}`,
    name,
    steps: [
      {
        id: 'start',
        type: 'entry',
        stage: 'awareness',
        config: { trigger: { type: 'event', event: 'Signed Up' }, reentry: { policy: 'never' } },
      },
    ],
    edges: [],
  }
}

/** The same journey as a new one of its own. Its steps keep their ids: they are only known inside it. */
export const freshCopy = (journey: Journey, name: string, salt = randomSalt()): Journey => ({
  ...journey,
  id: `${journey.id.replace(/-[a-z0-9]{5}$/, '').slice(0, 56)}-${salt}`,
  name,
})

/** Five small letters and digits. */
export function randomSalt(): string {
  return [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => (byte % 36).toString(36)).join('')
}
