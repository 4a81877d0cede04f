import { type Client, createClient, EXIT, OpsError } from './client.ts'

/** What every command works with. */
export interface Context {
  client: Client
  json: boolean
  /** To standard output: text for people, or with `--json` the value. */
  show(value: unknown, text: () => string): void
  /** For people only; to standard error, so that it never mixes with output. */
  note(text: string): void
}

export interface GlobalOptions {
  url?: string
  json?: boolean
}

/** @throws OpsError where the key is missing */
export function openContext({ url, json = false }: GlobalOptions, env: NodeJS.ProcessEnv): Context {
  const key = env['PERENNIAL_ADMIN_KEY']
  if (!key) {
    throw new OpsError(
      'PERENNIAL_ADMIN_KEY: is not set. Set it to an admin key (pa_...), as printed at the first start or made under Settings.',
      EXIT.key,
    )
  }
  if (!/^pa_/.test(key)) throw new OpsError('PERENNIAL_ADMIN_KEY: is no admin key; those begin with pa_.', EXIT.key)
  return {
    client: createClient(url ?? env['PERENNIAL_URL'] ?? `http://127.0.0.1:${env['PORT'] ?? '3000'}`, key),
    json,
    show: (value, text) => void process.stdout.write(`${json ? JSON.stringify(value, null, 2) : text()}\n`),
    note: (text) => void (json || process.stderr.write(`${text}\n`)),
  }
}
