import { counted } from '../../engine/core/counted.ts'
import { EXIT } from './client.ts'
import type { Context } from './context.ts'
import { list, table, time } from './print.ts'

export interface HealthAnswer {
  status: 'ok' | 'attention' | 'failing'
  asOf: string
  findings: { code: string; severity: 'error' | 'warning'; message: string }[]
  pause: { since: string; reason: string } | null
  storeMs: number
  queue: Record<string, { ready: number; active: number; delayed: number }> | null
  due: { customers: number; lagSeconds: number }
  lateInputs: number
  customers: { active: number; parked: number }
  interactions: Record<string, number>
  processes: Process[]
  providers: { provider: string; state: string; failures: number; until: string; detail: string; process: string }[]
}

export interface Process {
  id: string
  role: 'api' | 'worker' | 'all'
  host: string
  pid: number
  startedAt: string
  state: string
  running: number
  sweptAt: string | null
}

/** @returns the exit code: 1 where something is failing */
export async function showHealth({ client, show }: Context): Promise<number> {
  const health = await client.get<HealthAnswer>('/v1/ops/health')
  show(health, () => tell(health))
  return health.status === 'failing' ? EXIT.failing : EXIT.ok
}

function tell(health: HealthAnswer): string {
  const { status, findings, pause, storeMs, queue, due, lateInputs, customers, interactions, processes, providers } =
    health
  const sum = (state: 'ready' | 'active' | 'delayed'): number =>
    Object.values(queue ?? {}).reduce((total, depth) => total + depth[state], 0)
  const ledger = Object.entries(interactions).map(([name, count]) => `${count} ${name}`)
  const parts = [
    `${status.toUpperCase()} as of ${time(health.asOf)} UTC`,
    findings.map(({ severity, message }) => `${severity === 'error' ? '✗' : '!'} ${message}`).join('\n'),
    list([
      ['paused', pause ? `since ${time(pause.since)}: ${pause.reason}` : 'no'],
      ['store', `answers in ${storeMs} ms`],
      [
        'queue',
        queue === null
          ? 'cannot be reached'
          : `${counted(sum('ready'), 'hint')} ready, ${sum('active')} at work, ${sum('delayed')} for later`,
      ],
      ['due', `${counted(due.customers, 'customer')}, the earliest for ${due.lagSeconds.toFixed(1)} s`],
      ['late input', counted(lateInputs, 'customer')],
      ['customers', `${customers.active} in journeys, ${customers.parked} parked`],
      ['messages', ledger.length === 0 ? 'none' : ledger.join(', ')],
    ]),
    processes.length === 0 ? '' : processTable(processes),
    providers.length === 0
      ? ''
      : table(providers, [
          ['PROVIDER', (one) => one.provider],
          ['STATE', (one) => one.state],
          ['FAILURES', (one) => one.failures],
          ['UNTIL', (one) => time(one.until)],
          ['SAID', (one) => one.detail],
          ['PROCESS', (one) => one.process],
        ]),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

export function processTable(processes: readonly Process[]): string {
  return table(processes, [
    ['PROCESS', (one) => one.id],
    ['STATE', (one) => one.state],
    ['RUNNING', (one) => one.running],
    ['LAST SWEEP', (one) => time(one.sweptAt)],
    ['STARTED', (one) => time(one.startedAt)],
    ['HOST', (one) => one.host],
    ['PID', (one) => one.pid],
  ])
}
