import { randomBytes } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { addDuration, parseDuration } from '../engine/core/calendar/index.ts'
import { ProblemError } from '../engine/problem.ts'
import { connectStore } from '../engine/store/index.ts'
import type { Store } from '../engine/store/port.ts'
import { readLog, surveyLog, type Survey } from './replay/log.ts'
import { reportOn } from './replay/report.ts'
import { type ColumnMap, readInstant } from './replay/rows.ts'
import { replay } from './replay/run.ts'
import { readWorkspace } from './replay/workspace.ts'
import { collect } from './scenario/output.ts'

interface Options {
  map?: string
  until?: string
  profile: string
  out?: string
  skipBad?: boolean
  full?: boolean
  consent: string
}

const program = new Command('replay')
  .description('Streams an event log through the engine on a virtual clock and prints what became of everybody.')
  .argument(
    '<journey>',
    'journey file (JSON): one journey, or { "journeys": [...], "segments": [...], "templates": [...] }',
  )
  .argument('<events>', 'event log (CSV with a header)')
  .option('--map <pairs>', 'columns, e.g. customerId=user,event=type,at=time,messageId=id')
  .option('--until <instant>', 'last instant (ISO), or "+" and a duration after the last event (default +P90D)')
  .option('--profile <profile>', 'embedded, or production on MONGODB_URL', 'embedded')
  .option('--out <file>', 'write the result there, too')
  .option('--skip-bad', 'leave bad rows out instead of refusing the file')
  .option('--full', 'add what a scenario prints: enrollments, interactions, customers')
  .option('--consent <topics>', 'consent of every customer: "all", "none" or channel:topic,...', 'all')
  .parse()
const [journeyFile, eventsFile] = program.args as [string, string]

try {
  const result = await run(journeyFile, eventsFile, program.opts<Options>())
  const text = `${JSON.stringify(result, null, 2)}\n`
  process.stdout.write(text)
  const { out } = program.opts<Options>()
  if (out !== undefined) writeFileSync(out, text)
} catch (error) {
  if (!(error instanceof ProblemError)) throw error
  process.stdout.write(`${JSON.stringify(error, null, 2)}\n`)
  process.exitCode = 2
}

async function run(journeyPath: string, eventsPath: string, options: Options): Promise<unknown> {
  const map = readMap(options.map)
  const workspace = readWorkspace(journeyPath)
  const survey = await look(eventsPath, map)
  if (survey.badCount > 0 && !options.skipBad) throw badRows(eventsPath, survey)
  if (survey.events === 0) throw new ProblemError(400, 'no-events', `${eventsPath} has no good row.`)
  const until = readUntil(options.until, survey)
  const store = await openStore(options.profile)
  const began = performance.now()
  try {
    for (const segment of workspace.segments) await store.journeys.saveSegment(segment)
    for (const template of workspace.templates) await store.journeys.saveTemplate(template)
    const bar = new SingleBar({
      format: '{bar} {percentage}% | {value}/{total} events | {rate}/s | ETA {eta_formatted}',
      stream: process.stderr,
      clearOnComplete: false,
      hideCursor: true,
    })
    bar.start(survey.events, 0, { rate: 0 })
    const size = statSync(eventsPath).size
    const { events, repeats } = await replay({
      store,
      journeys: workspace.journeys,
      events: readLog(eventsPath, map, survey.sorted),
      start: survey.first,
      until,
      consent: readConsent(options.consent, workspace.journeys),
      onProgress: (done) => bar.update(done, { rate: Math.round(done / ((performance.now() - began) / 1000)) }),
    })
    bar.stop()
    const seconds = (performance.now() - began) / 1000
    return {
      ...(await reportOn(store)),
      events,
      repeats,
      bytes: size,
      badRows: { count: survey.badCount, rows: survey.bad },
      from: new Date(survey.first).toISOString(),
      until: new Date(until).toISOString(),
      wallSeconds: Math.round(seconds * 1000) / 1000,
      eventsPerSecond: Math.round(events / seconds),
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
      ...(options.full ? await collect(store, null) : {}),
    }
  } finally {
    await store.drop()
    await store.close()
  }
}

async function look(path: string, map: ColumnMap): Promise<Survey> {
  try {
    return await surveyLog(path, map)
  } catch (error) {
    throw new ProblemError(400, 'events-unreadable', `${path} cannot be read: ${(error as Error).message}`)
  }
}

function readMap(text: string | undefined): ColumnMap {
  const map: ColumnMap = { customerId: 'customerId', event: 'event', at: 'at' }
  for (const pair of text?.split(',') ?? []) {
    const [key = '', column = ''] = pair.split(/=(.*)/s)
    if (!['customerId', 'event', 'at', 'messageId'].includes(key) || column === '') {
      throw new ProblemError(
        400,
        'bad-option',
        `--map: "${pair}" is not one of customerId=, event=, at=, messageId= and a column name.`,
      )
    }
    map[key as keyof ColumnMap] = column
  }
  return map
}

function readUntil(text: string | undefined, survey: Survey): number {
  const given = text ?? '+P90D'
  if (given.startsWith('+')) {
    const span = parseDuration(given.slice(1))
    if (span) return addDuration(survey.last, span, 'UTC')
  } else {
    const at = readInstant(given)
    if (at !== null) return at
  }
  throw new ProblemError(400, 'bad-option', `--until: "${given}" is neither an ISO instant nor "+" and a duration.`)
}

/** "all" = every channel and topic that the journeys send on. */
function readConsent(text: string, journeys: readonly unknown[]): Record<string, string[]> {
  const consent: Record<string, string[]> = {}
  const add = (channel: string, topic: string): void => {
    const topics = (consent[channel] ??= [])
    if (!topics.includes(topic)) topics.push(topic)
  }
  if (text === 'all') {
    for (const journey of journeys as { steps?: { config?: { channel?: unknown; topic?: unknown } }[] }[]) {
      for (const { config } of journey?.steps ?? []) {
        if (typeof config?.channel === 'string' && typeof config.topic === 'string') add(config.channel, config.topic)
      }
    }
  } else if (text !== 'none') {
    for (const pair of text.split(',')) {
      const [channel = '', topic = ''] = pair.split(':')
      if (topic === '') throw new ProblemError(400, 'bad-option', `--consent: "${pair}" is not channel:topic.`)
      add(channel, topic)
    }
  }
  return consent
}

async function openStore(profile: string): Promise<Store> {
  if (profile !== 'production') return connectStore({ file: ':memory:', sync: 'normal' })
  const mongodbUrl = process.env['MONGODB_URL']
  if (!mongodbUrl) throw new ProblemError(400, 'setting-missing', '--profile production needs MONGODB_URL.')
  return connectStore({ mongodbUrl, database: `replay-${randomBytes(6).toString('hex')}` })
}

function badRows(path: string, survey: Survey): ProblemError {
  const problems = survey.bad.map(({ line, column, reason }) => ({
    code: 'bad-row',
    message: `Line ${line}${column === '' ? '' : `, column "${column}"`}: ${reason}.`,
    pointer: `/${line}/${column}`,
    severity: 'error' as const,
    line,
  }))
  return new ProblemError(
    400,
    'bad-rows',
    `${path} has ${survey.badCount} bad rows; nothing was replayed. Mend them, or leave them out with --skip-bad.`,
    problems,
  )
}
