import { z } from 'zod'
import { parseInstant } from '../calendar/index.ts'
import type { JsonObject } from '../model/json.ts'
import { checkOneOf } from './checks.ts'
import { duration, id, json } from './fields.ts'
import { type CheckContext, defineStep, type StepContext } from './sdk.ts'
import { after } from './timer.ts'

const generate = z.strictObject({
  prefix: z.string().max(20).exactOptional(),
  length: z.int().min(6).max(32).exactOptional(),
  pattern: z
    .string()
    .max(64)
    .regex(/^[^#]*(#[^#]*){6,}$/, 'Use at least six # where letters and digits shall be.')
    .exactOptional(),
})
const config = z.strictObject({
  pool: id.exactOptional(),
  generate: generate.exactOptional(),
  value: json.exactOptional(),
  expires: duration.exactOptional(),
})
type Config = z.infer<typeof config>

/** No letters or digits that look alike. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Gives the customer a coupon code. Later steps find it in `vars.coupon`: `code`, `value`, `expires`. */
export const coupon = defineStep({
  type: 'coupon',
  icon: 'ticket',
  group: 'loyalty',
  texts: {
    en: {
      name: 'Coupon',
      description: 'Gives the customer a code of their own. Write it into messages with {{ vars.coupon.code }}.',
      paths: { next: 'Then', empty: 'No codes left' },
      fields: {
        pool: 'Codes from pool',
        generate: 'Make a code',
        prefix: 'Beginning with',
        length: 'Number of characters',
        pattern: 'Pattern (# is a letter or digit)',
        value: 'Worth',
        expires: 'Valid for, or until',
      },
    },
    zh: {
      name: '优惠券',
      description: '给客户一个专属券码。在消息中用 {{ vars.coupon.code }} 引用。',
      paths: { next: '然后', empty: '券码已用完' },
      fields: {
        pool: '券码来自券池',
        generate: '生成券码',
        prefix: '前缀',
        length: '字符数',
        pattern: '格式（# 代表一个字母或数字）',
        value: '面值',
        expires: '有效期或截止时间',
      },
      example: { generate: { prefix: 'VIP-', length: 8 }, value: '9 折', expires: 'P30D' },
    },
  },
  config,
  example: { generate: { prefix: 'HELLO-', length: 8 }, value: '10%', expires: 'P30D' },
  paths: () => ['next', 'empty'],
  references: ({ pool }) => (pool === undefined ? [] : [{ kind: 'pool', id: pool, field: '/pool' }]),

  check(config, context) {
    checkOneOf(config, ['pool', 'generate'], '', context)
    context.text(config.value ?? null, '/value')
    if (config.expires !== undefined) checkExpiry(config.expires, context)
  },

  arrive(context) {
    const { pool, value = null, expires } = context.config
    const code = pool === undefined ? makeCode(context) : context.code(pool)
    if (code === null) return { leave: 'empty' }
    const coupon: JsonObject = { code, value: context.render(value), expires: expiryOf(expires, context) }
    context.plan({ channel: 'coupon', topic: null, content: coupon, immediate: true })
    context.setVars({ coupon })
    return { leave: 'next' }
  },
})

/** The same code for the same visit, however often it is computed. */
function makeCode(context: StepContext<Config>): string {
  const { prefix = '', length = 8, pattern = prefix + '#'.repeat(length) } = context.config.generate ?? {}
  const { enrollment, step } = context
  return pattern.replaceAll('#', (_, index: number) => {
    const draw = context.hash('coupon', enrollment.id, step.id, String(enrollment.visit), String(index))
    return ALPHABET.charAt(Math.floor(draw * ALPHABET.length))
  })
}

function expiryOf(expires: string | undefined, { now, zone }: StepContext<Config>): string | null {
  if (expires === undefined) return null
  const at = isDuration(expires) ? after(now, expires, zone) : parseInstant(expires, zone)
  return at === null ? null : new Date(at).toISOString()
}

function checkExpiry(expires: string, context: CheckContext): void {
  if (isDuration(expires)) context.duration(expires, '/expires')
  else if (parseInstant(expires, 'UTC') === null) {
    const message = `The coupon of step "${context.step.id}" expires "${expires}". Give a duration such as P30D or a date.`
    context.report('bad-duration', message, '/expires')
  }
}

const isDuration = (text: string): boolean => /^-?P/.test(text)
