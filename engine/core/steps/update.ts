import { z } from 'zod'
import type { Json, JsonObject } from '../model/json.ts'
import { escapeKey } from './checks.ts'
import { json, numberOrText, shortText } from './fields.ts'
import { numberOf } from './number.ts'
import { type CheckContext, type CustomerChange, type Decision, defineStep, type StepContext } from './sdk.ts'

const name = z.string().min(1).max(200)
const config = z.strictObject({
  set: z.record(name, json).exactOptional(),
  unset: z.array(name).max(100).exactOptional(),
  increment: z.record(name, numberOrText).exactOptional(),
  addTags: z.array(shortText).max(100).exactOptional(),
  removeTags: z.array(shortText).max(100).exactOptional(),
})
type Config = z.infer<typeof config>

const VARS = 'vars.'

/** Writes traits and tags of the customer, and the journey's own notes (`vars.x`). */
export const update = defineStep({
  type: 'update',
  icon: 'user-edit',
  group: 'data',
  texts: {
    en: {
      name: 'Update customer',
      description: 'Sets, clears or counts up fields of the customer, and adds or removes tags.',
      paths: { next: 'Then' },
      fields: {
        set: 'Set fields',
        unset: 'Clear fields',
        increment: 'Add to numbers',
        addTags: 'Add tags',
        removeTags: 'Remove tags',
      },
    },
    zh: {
      name: '更新客户',
      description: '设置、清除或累加客户字段，添加或移除标签。',
      paths: { next: '然后' },
      fields: {
        set: '设置字段',
        unset: '清除字段',
        increment: '累加数值',
        addTags: '添加标签',
        removeTags: '移除标签',
      },
    },
  },
  config,
  example: { set: { lastCampaign: 'spring' } },
  paths: () => ['next'],

  check(config, context) {
    const { set = {}, unset = [], increment = {} } = config
    context.text(set, '/set')
    for (const key of ['increment', 'addTags', 'removeTags'] as const) {
      if (config[key] !== undefined) context.text(config[key], `/${key}`)
    }
    for (const [key, amount] of Object.entries(increment)) checkAmount(key, amount, context)
    for (const key of Object.keys(set)) checkName(key, `/set/${escapeKey(key)}`, context)
    for (const key of Object.keys(increment)) checkName(key, `/increment/${escapeKey(key)}`, context)
    unset.forEach((key, index) => checkName(key, `/unset/${index}`, context))
  },

  arrive(context) {
    const { set = {}, unset = [], increment = {}, addTags, removeTags } = context.config
    const values = Object.fromEntries(Object.entries(set).map(([key, value]) => [key, context.render(value)]))
    const [amounts, sums]: [Record<string, number>, JsonObject] = [{}, {}]
    for (const [key, given] of Object.entries(increment)) {
      const amount = numberOf(context.render(given))
      if (amount === null) return noAmount(key, given)
      const before = (Object.hasOwn(values, key) ? values[key] : currentValue(key, context)) ?? 0
      if (typeof before !== 'number') return notANumber(key)
      amounts[key] = amount
      sums[key] = before + amount
    }
    const change: CustomerChange = {
      set: pick(values, false),
      unset: unset.filter((key) => !key.startsWith(VARS)),
      increment: pick(amounts, false),
      ...(addTags && { addTags: tagsOf(addTags, context) }),
      ...(removeTags && { removeTags: tagsOf(removeTags, context) }),
    }
    if (Object.values(change).some((part) => Object.keys(part).length > 0)) context.change(change)
    const vars = { ...pick(values, true), ...pick(sums, true) }
    const forgotten = unset.filter((key) => key.startsWith(VARS)).map((key) => key.slice(VARS.length))
    if (Object.keys(vars).length > 0 || forgotten.length > 0) context.setVars(vars, forgotten)
    return { leave: 'next' }
  },
})

/** The entries that go to the journey's notes, without their prefix, or those that go to traits. */
function pick<Value extends Json>(values: Record<string, Value>, vars: boolean): Record<string, Value> {
  const entries = Object.entries(values).filter(([key]) => key.startsWith(VARS) === vars)
  return Object.fromEntries(entries.map(([key, value]) => [vars ? key.slice(VARS.length) : key, value]))
}

/** Names are flat: a dot in one does not lead into a value. */
function currentValue(key: string, { customer, enrollment }: StepContext<Config>): Json | undefined {
  const [values, name] = key.startsWith(VARS) ? [enrollment.vars, key.slice(VARS.length)] : [customer.traits, key]
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** A placeholder that holds a list gives a tag for each of its entries; one that holds nothing gives none. */
function tagsOf(tags: readonly string[], context: StepContext<Config>): string[] {
  const rendered = tags.flatMap((tag) => context.render(tag))
  const texts = rendered.flatMap((tag) =>
    typeof tag === 'string' || typeof tag === 'number' ? [String(tag).trim()] : [],
  )
  return texts.filter((tag) => tag !== '')
}

function noAmount(key: string, given: number | string): Decision {
  return {
    park: 'step-error',
    detail: `"${key}" cannot be counted up by ${JSON.stringify(given)}: that came to no number.`,
  }
}

function notANumber(key: string): Decision {
  return { park: 'step-error', detail: `"${key}" cannot be counted up: it holds something else than a number.` }
}

function checkAmount(key: string, amount: number | string, context: CheckContext): void {
  if (typeof amount === 'number' || /\{[{%]/.test(amount) || numberOf(amount) !== null) return
  const message = `Step "${context.step.id}" counts "${key}" up by "${amount}". Give a number, or a text such as {{ event.amount }}.`
  context.report('invalid-config', message, `/increment/${escapeKey(key)}`)
}

function checkName(key: string, field: string, context: CheckContext): void {
  const advice = adviceOn(key)
  if (advice === null) return
  context.report('invalid-config', `Step "${context.step.id}" writes "${key}". ${advice}`, field)
}

function adviceOn(key: string): string | null {
  const name = key.startsWith(VARS) ? key.slice(VARS.length) : key
  if (key.startsWith(VARS) && !/^[^.]+$/.test(name)) return 'Use one name after "vars.", without further dots.'
  if (key.startsWith('customer.')) {
    return `Traits are named without "customer.": write "${key.slice('customer.'.length)}".`
  }
  // Such a name would change what every object in the program has.
  return name === '__proto__' ? 'Choose another name.' : null
}
