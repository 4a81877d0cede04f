import { describe, expect, test } from 'vitest'
import { noServers, type Running, runEmbedded, runProduction } from './running.ts'

const HOME = '/admin/queues/'

const visit = ({ url }: Running, address: string, init?: RequestInit): Promise<Response> => fetch(url + address, init)

async function logIn(running: Running): Promise<{ cookie: string }> {
  const answer = await running.ask('POST', '/v1/session', { key: running.admin })
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

describe('the pages of the queue', () => {
  test('without Redis there is nothing to look at, and it says so', async () => {
    const { ask } = await runEmbedded()
    const answer = await ask('GET', HOME)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({
      code: 'no-queue',
      detail: expect.stringContaining('REDIS_URL') as string,
    })
  })

  test('nobody learns without a key whether there is a queue', async () => {
    const running = await runEmbedded()
    expect((await visit(running, HOME)).status).toBe(401)
  })

  test.skipIf(noServers !== '')(
    `are for admin keys and sessions, and only show${noServers && `: ${noServers}`}`,
    async () => {
      const running = await runProduction()
      const { ask, write } = running
      for (const address of [HOME, '/admin/queues', `${HOME}api/queues`, `${HOME}static/js/x.js`]) {
        expect((await visit(running, address)).status).toBe(401)
        const byWriteKey = await visit(running, address, { headers: { authorization: `Bearer ${write}` } })
        expect(byWriteKey.status).toBe(403)
      }
      const session = await logIn(running)
      const page = await visit(running, HOME, { headers: session })
      expect(page.status).toBe(200)
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
      const html = await page.text()
      const script = /src="(static\/js\/main[^"]+)"/.exec(html)?.[1] ?? ''
      expect((await visit(running, HOME + script, { headers: session })).status).toBe(200)

      const { queues } = (await (await ask('GET', `${HOME}api/queues`)).json()) as { queues: Shown[] }
      expect(queues.map(({ name }) => name)).toEqual(expect.arrayContaining(['advance', 'deliver']))
      expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true)
      const pause = await ask('PUT', `${HOME}api/queues/advance/pause`, {}, { 'x-perennial': '1' })
      expect(pause.status).toBe(405)
      expect(await running.api.rt.queue.healthy()).toBe(true)
    },
  )
})

interface Shown {
  name: string
  readOnlyMode: boolean
}
