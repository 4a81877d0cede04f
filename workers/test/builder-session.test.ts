import { describe, expect, it } from 'vitest'
import { noServers, type Running, runEmbedded, runProduction } from './running.ts'

/** As a browser asks for the builder at this address: with the cookie, and saying where the page came from. */
async function open({ url, admin }: Running, origin: string) {
  const headers = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', 'x-perennial': '1' }
  const body = JSON.stringify({ key: admin })
  const { status, headers: answer } = await fetch(`${url}/v1/session`, { method: 'POST', headers, body })
  const cookie = answer.get('set-cookie')?.split(';')[0] ?? ''
  const ask = async (method: string, path: string, given?: object) => {
    const init = { method, headers: { ...headers, cookie }, ...(given && { body: JSON.stringify(given) }) }
    return (await fetch(url + path, init)).status
  }
  return { status, ask }
}

const settings = { timeZone: 'Asia/Shanghai', quietHours: null }

/** It was told nothing of the port it listens on: its own address is http://127.0.0.1:3000, where it believes to be. */
async function changesItself(running: Running): Promise<void> {
  expect(new URL(running.url).port).not.toBe('3000')
  const builder = await open(running, running.url)
  expect(builder.status).toBe(204)
  expect(await builder.ask('GET', '/v1/settings/workspace')).toBe(200)
  expect(await builder.ask('PUT', '/v1/settings/workspace', settings)).toBe(200)
  expect(await builder.ask('DELETE', '/v1/session')).toBe(204)
  expect(await builder.ask('GET', '/v1/settings/workspace')).toBe(401)
  const elsewhere = await open(running, 'http://127.0.0.1:9')
  expect(await elsewhere.ask('PUT', '/v1/settings/workspace', settings)).toBe(403)
}

describe('the builder, at another port than that of PUBLIC_URL', () => {
  it('changes things with its cookie, in one process', async () => changesItself(await runEmbedded()))

  it.skipIf(noServers !== '')(`and with an API process of its own${noServers && `: ${noServers}`}`, async () =>
    changesItself(await runProduction()),
  )
})
