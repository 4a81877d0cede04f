import type { Condition } from '../model/condition.ts'
import type { Customer } from '../model/customer.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { newCustomer } from '../model/new-customer.ts'
import { guessOf, setPath } from './behaviour.ts'
import type { Guess } from './assumptions.ts'
import { chanceOf, pickBy } from './chance.ts'

/** How made-up customers are made. Shares are between 0 and 1, instants and spans in milliseconds. */
export interface PopulationAssumption {
  count: number
  /** They come one by one, evenly over this span from the start. */
  arriveOver: number
  /** Who agreed to a topic, by `channel/topic`. */
  consent: Record<string, number>
  /** Traits, each with what it may be; a dotted name is a trait inside a trait. */
  traits: Record<string, Guess>
  timeZones: string[]
}

/** What simulations need to know of a customer of the workspace. */
export type KnownCustomer = Pick<Customer, 'id' | 'traits' | 'tags' | 'timeZone' | 'stage' | 'consent' | 'suppressed'>

/** Customer number `index` of a made-up population; each is made by itself, so that workers can share the work. */
export function makeCustomer(index: number, population: PopulationAssumption, seed: number, start: number): Customer {
  const id = `sim-${String(index + 1).padStart(5, '0')}`
  const chance = (word: string): number => chanceOf(seed, id, word)
  const born = start + Math.floor(chance('born') * population.arriveOver)
  const traits: JsonObject = {
    firstName: pickBy(chance('name'), NAMES) ?? id,
    email: `${id}@example.com`,
    phone: `+1555${String(index).padStart(7, '0')}`,
  }
  for (const [name, guess] of Object.entries(population.traits))
    setPath(traits, name, guessOf(guess, chance(`trait ${name}`), start))
  const consent: Record<string, string[]> = {}
  for (const [key, share] of Object.entries(population.consent)) {
    const [channel = '', topic = ''] = key.split('/')
    if (chance(`consent ${key}`) < share) (consent[channel] ??= []).push(topic)
  }
  const timeZone = pickBy(chance('zone'), population.timeZones) ?? null
  return { ...newCustomer(id, born, index), traits, consent, timeZone, wakeAt: born }
}

/** A customer of the workspace as they are, at the start of a simulation: in no journey, and known before it. */
export function takeCustomer(known: KnownCustomer, index: number, start: number): Customer {
  return { ...newCustomer(known.id, start, index), ...known, rev: 1, wakeAt: start }
}

/** The traits that conditions ask for, each with the values they mention and one they do not. */
export function traitsAsked(conditions: readonly Condition[]): Record<string, Guess> {
  const asked = new Map<string, Json[]>()
  for (const condition of conditions.flatMap(fieldsOf)) {
    const name = condition.field.slice('customer.'.length)
    const values = asked.get(name) ?? []
    for (const value of valuesNear(condition.op, condition.value)) if (!values.includes(value)) values.push(value)
    asked.set(name, values)
  }
  return Object.fromEntries([...asked].map(([name, values]) => [name, { oneOf: [...values, null] }]))
}

type FieldQuestion = { field: string; op: string; value?: Json }

function fieldsOf(condition: Condition): FieldQuestion[] {
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  if ('not' in condition) return fieldsOf(condition.not)
  return 'field' in condition && condition.field.startsWith('customer.') ? [condition] : []
}

function valuesNear(op: string, value: Json | undefined): Json[] {
  if (typeof value === 'number') return [value - 1, value, value + 1]
  if (Array.isArray(value)) return value
  return value === undefined || op === 'withinLast' || op === 'withinNext' ? [] : [value]
}

const NAMES = [
  'Ada',
  'Ben',
  'Chloé',
  'David',
  'Emma',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Liam',
  'Mei',
  'Noah',
  'Olga',
  'Paul',
  'Rosa',
  'Sami',
  'Tara',
  'Uwe',
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '磊',
]
