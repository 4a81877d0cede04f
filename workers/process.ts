import type { Server } from 'node:http'
import { describeError } from './log.ts'
import { SettingError } from './settings.ts'

/** Work in progress gets this long to end after the first signal; a second signal ends at once. Milliseconds. */
const GRACE_MS = 25_000
/** A signal this soon after the first is the same one: a terminal and npm both pass it on. Milliseconds. */
const ECHO_MS = 1_000
const LOOK_MS = 500

/**
 * Runs a process until it is told to stop. The first SIGTERM or SIGINT drains: stop taking in, finish, close. One that comes
 * later than a second after it, or the end of the grace time, exits hard, which is safe: everything owed is in the store.
 */
export function runProcess(start: () => Promise<{ stop(): Promise<void> }>): void {
  let askedAt: number | null = null
  const running = start()
  running.catch((error: unknown) => {
    console.error(
      error instanceof SettingError || isConfig(error) ? `Cannot start.\n${(error as Error).message}` : error,
    )
    process.exit(error instanceof SettingError || isConfig(error) ? 78 : 1)
  })
  const onSignal = (): void => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > ECHO_MS) process.exit(1)
      return
    }
    askedAt = performance.now()
    setTimeout(() => process.exit(1), GRACE_MS).unref()
    running
      .then((app) => app.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
  }
  process.on('uncaughtException', (error) => {
    // Node itself would print the error with all it carries.
    console.error(
      JSON.stringify({ time: new Date().toISOString(), err: describeError(error), msg: 'the process crashed' }),
    )
    process.exit(1)
  })
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  onOrphaned(onSignal)
}

/** `npm run` puts a shell between itself and us, which a signal ends without reaching us. Then nobody looks after us any more. */
function onOrphaned(stop: () => void): void {
  if (!process.env['npm_lifecycle_event']) return
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    stop()
  }, LOOK_MS)
  looking.unref()
}

/** What whoever starts it can mend, and is told in a sentence; by name, so that no store is loaded for it. */
const isConfig = (error: unknown): boolean =>
  error instanceof Error && ['StoreConfigError', 'StoreFileError'].includes(error.name)

/** Listens, and turns a taken port into a sentence. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = LISTENING[error.code ?? '']?.(port, host)
      reject(why === undefined ? error : new SettingError(why))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

const LISTENING: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port, host) => `PORT: ${port} on ${host} is taken. Stop what listens there, or start with another PORT.`,
  EACCES: (port) => `PORT: ${port} may not be listened on by this user. Start with a PORT above 1023.`,
  EADDRNOTAVAIL: (_, host) =>
    `HOST: ${host} is no address of this machine. Leave it out, or write 0.0.0.0 for all of them.`,
  ENOTFOUND: (_, host) =>
    `HOST: ${host} is not known. Leave it out, or write 0.0.0.0 for all addresses of this machine.`,
}
