import { z } from 'zod'
import { escapeKey } from './checks.ts'
import { json, text } from './fields.ts'
import { defineStep, type StepContext } from './sdk.ts'
import { headerFaults } from './webhook-headers.ts'

const config = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: z.string().min(1).max(4000).meta({ format: 'liquid' }),
  headers: z.record(z.string(), text).exactOptional(),
  body: json.exactOptional(),
  saveAs: z
    .string()
    .regex(/^[A-Za-z]\w{0,63}$/, 'Use letters, digits and underscores, beginning with a letter.')
    .exactOptional(),
})
type Config = z.infer<typeof config>

/** Calls an address of another system and may keep its answer. */
export const webhook = defineStep({
  type: 'webhook',
  icon: 'webhook',
  group: 'message',
  texts: {
    en: {
      name: 'Call a web address',
      description: 'Tells another system about the customer and can keep its answer for later steps.',
      paths: { next: 'Then', failed: 'Call failed' },
      fields: {
        method: 'Method',
        url: 'Address',
        headers: 'Headers',
        body: 'Body',
        saveAs: 'Keep the answer as',
      },
    },
    zh: {
      name: '调用 Webhook',
      description: '把客户信息发送给其他系统，并可保存返回结果供后续步骤使用。',
      paths: { next: '然后', failed: '调用失败' },
      fields: { method: '方法', url: '地址', headers: '请求头', body: '请求体', saveAs: '返回结果保存为' },
    },
  },
  config,
  example: { method: 'POST', url: 'https://example.com/hook', body: { customer: '{{ customer.id }}' } },
  paths: () => ['next', 'failed'],
  fallbacks: { failed: 'next' },

  check({ method, url, headers = {}, body = null }, context) {
    const here = `Step "${context.step.id}"`
    context.text(url, '/url')
    const fault = urlFault(url)
    if (fault !== null) context.report('invalid-config', `${here} ${fault}`, '/url')
    context.text(headers, '/headers')
    for (const { name, fault } of headerFaults(mapValues(headers, (value) => (isFixed(value) ? value : undefined)))) {
      const message = `${here} cannot send its headers: ${fault}. Change or remove it.`
      context.report('invalid-config', message, name === null ? '/headers' : `/headers/${escapeKey(name)}`)
    }
    context.text(body, '/body')
    if (method === 'GET' && body !== null) {
      const message = `${here} has a body, which a call by GET cannot carry, so it fails. Remove the body or choose POST.`
      context.report('get-with-body', message, '/body', 'warning')
    }
  },

  arrive(context) {
    const { method, url, headers = {}, body = null } = context.config
    const content = {
      method,
      url: renderText(url, context),
      headers: mapValues(headers, (value) => renderText(value, context)),
      body: context.render(body),
    }
    // The receiver sees the same id at every attempt, so a call without an answer may be repeated.
    const interactionId = context.plan({
      channel: 'webhook',
      topic: null,
      content,
      idempotent: true,
      quietHours: 'ignore',
    })
    return { wait: { dueAt: null, interactionId } }
  },

  resume(context, signal) {
    if (signal.type !== 'result') return null
    const { status, response = null } = signal.interaction
    if (status === 'failed') return { leave: 'failed' }
    if (status !== 'accepted' && status !== 'unknown' && status !== 'suppressed') return null
    const { saveAs } = context.config
    if (status === 'accepted' && saveAs !== undefined) context.setVars({ [saveAs]: response })
    return { leave: 'next' }
  },
})

/** What is wrong with an address that is known beforehand; null = nothing, or Liquid decides. */
function urlFault(url: string): string | null {
  if (!/^(https?:\/\/|\{\{)/i.test(url)) return `calls "${url}". Give an address that begins with https:// or http://.`
  if (!isFixed(url)) return null
  if (!URL.canParse(url)) return `calls "${url}", which is no address. Give one such as https://example.com/hook.`
  const { username, password } = new URL(url)
  return username || password ? 'has a user or password in its address. Use a header.' : null
}

const isFixed = (text: string): boolean => !/\{\{|\{%/.test(text)

const mapValues = <T>(values: Readonly<Record<string, string>>, change: (value: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))

/** A text stays a text, even where it is one placeholder with a number in it. */
function renderText(template: string, context: StepContext<Config>): string {
  const value = context.render(template)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
