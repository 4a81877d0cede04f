import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { answerBroken } from '../broken-request.ts'

/** What a server says to bytes that are sent as they are. */
async function answerTo(bytes: string): Promise<{ head: string; body: unknown }> {
  const server = createServer((_request, response) => response.end('{}')).on('clientError', answerBroken)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { head, body: JSON.parse(body) }
}

test('an address that is too long gets a problem', async () => {
  const { head, body } = await answerTo(`GET /?x=${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)
  expect(head).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\ncontent-type: application\/problem\+json/)
  expect(body).toMatchObject({ status: 431, code: 'headers-too-large', detail: expect.stringContaining('16 kB') })
})

test('what is no HTTP gets a problem', async () => {
  const { head, body } = await answerTo('HELO example.com\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request/)
  expect(body).toMatchObject({ status: 400, code: 'malformed-request' })
})
