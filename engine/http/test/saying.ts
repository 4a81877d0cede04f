import type { Input } from '../../core/model/input.ts'
import type { Answer, Body, World } from './world.ts'

export async function send(
  world: World,
  path: string,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<Answer> {
  const response = await fetch(`${world.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${world.write}:`).toString('base64')}`, ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Body }
}

export const inputsOf = async ({ store }: World, customerId: string): Promise<Input[]> =>
  (await store.inputs.timeline(customerId, { limit: 100 })).items.reverse()

export const track = (more: object = {}) => ({ userId: 'ada', event: 'Order Completed', messageId: 'm1', ...more })
