import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net'

export interface Proxy {
  url: string
  /** The answer to the next such request is lost and its connection cut; it has been carried out. Resolves when that happened. */
  loseNextAnswer(containing: string): Promise<void>
  /** Cuts everything and takes no more connections. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** A wire to a server that a test can cut. */
export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let lose: { containing: string; done(): void } | null = null

  const server = createServer((client) => {
    const upstream = dial(Number(port), hostname)
    let doomed = false
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
    client.on('data', (chunk) => {
      if (lose !== null && chunk.includes(lose.containing)) {
        doomed = true
        lose.done()
        lose = null
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (doomed) client.destroy()
      else client.write(chunk)
    })
  })

  const listen = (at: number): Promise<void> => new Promise((resolve) => server.listen(at, '127.0.0.1', resolve))
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await listen(0)
  const own = (server.address() as AddressInfo).port
  return {
    url: `mongodb://127.0.0.1:${own}/`,
    loseNextAnswer: (containing) =>
      new Promise((done) => {
        lose = { containing, done }
      }),
    goAway: stop,
    comeBack: () => listen(own),
    close: stop,
  }
}
