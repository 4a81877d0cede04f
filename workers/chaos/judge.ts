import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** How the providers behave: `hang` and `reset` take the message and never say so, `late` says so after a while. */
export type Mood = 'ok' | 'hang' | 'reset' | 'late'

/** A mail server that knows no keys, and a webhook receiver that does. What they took is what really happened. */
export interface Judge {
  smtpUrl: string
  hookUrl: string
  mood: Mood
  /** Messages that did not get their answer at once. */
  suffered(): number
  /** How often each interaction was taken, by mail and by webhook. */
  mails: ReadonlyMap<string, number>
  hooks: ReadonlyMap<string, number>
  close(): Promise<void>
}

const LATE_MS = 4_000
const HANG_MS = 60_000

export async function startJudge(): Promise<Judge> {
  const mails = new Map<string, number>()
  const hooks = new Map<string, number>()
  let suffered = 0
  const count = (taken: Map<string, number>, id: string): void => {
    taken.set(id, (taken.get(id) ?? 0) + 1)
    if (judge.mood !== 'ok') suffered += 1
  }
  const waitMs = (): number => (judge.mood === 'late' ? LATE_MS : judge.mood === 'hang' ? HANG_MS : 0)

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, callback) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        const id = /^X-Perennial-Interaction: *(\S+)/im.exec(text)?.[1] ?? 'none'
        count(mails, id)
        if (judge.mood === 'reset') return void sockets.get(session.remotePort)?.destroy()
        setTimeout(() => callback(), waitMs()).unref()
      })
    },
  })
  smtp.on('error', () => undefined)
  const sockets = new Map<number, Socket>()
  smtp.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')

  const http = createServer((request, response) => {
    request.resume().on('end', () => {
      count(hooks, String(request.headers['webhook-id']))
      answerHook(response)
    })
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')

  function answerHook(response: ServerResponse): void {
    if (judge.mood === 'reset') return void response.socket?.destroy()
    setTimeout(() => response.writeHead(200).end('{}'), waitMs()).unref()
  }

  const judge: Judge = {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    hookUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`,
    mood: 'ok',
    suffered: () => suffered,
    mails,
    hooks,
    async close() {
      http.closeAllConnections()
      http.close()
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
    },
  }
  return judge
}
