import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { publishJourney } from '../../engine/journeys/index.ts'
import { journeyOf, mail, onEvent } from '../faults/reference.ts'
import { runEmbedded } from './running.ts'

interface Dashboard {
  templating: { list: { definition?: string }[] }
  panels: { title: string; type: string; targets?: { expr: string }[] }[]
}

const read = (file: string): Promise<string> => readFile(new URL(`../../${file}`, import.meta.url), 'utf8')

/** Names of metrics in an expression, without what a histogram adds to its name. */
const metricsIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:perennial|process|nodejs)_[a-z0-9_]+/g)].map(([name]) =>
    name.replace(/_(bucket|sum|count)$/, ''),
  )

const namesIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name as string))

/** Metrics in an expression that are asked for by a label no series of theirs has. */
const unlabelled = (expr: string, text: string): string[] =>
  [...expr.matchAll(/\b(perennial_[a-z0-9_]+)\{([^}]*)\}/g)].flatMap(([, name, labels = '']) => {
    const series = text.split('\n').filter((line) => line.startsWith(`${name}{`))
    return [...labels.matchAll(/([a-z_]+)(?:=|!)/g)].flatMap(([, label]) =>
      series.some((line) => line.includes(`${label}="`)) ? [] : [`${name}: ${label}`],
    )
  })

async function exposed(): Promise<string> {
  const { ask, say, api } = await runEmbedded()
  await ask('POST', '/v1/identify', {
    userId: 'c1',
    traits: { email: 'c1@x.test' },
    consent: { email: { news: true } },
  })
  await publishJourney(api.journeys, journeyOf('hello', [onEvent('Hi'), mail('hello')]), {})
  await say('track', { userId: 'c1', event: 'Hi', messageId: 'm1' })
  await api.rt.queue.idle()
  return (await ask('GET', '/metrics')).text()
}

test('the dashboard shows what there is: no dead panel, and no figure of ours that is not shown', async () => {
  const dashboard = JSON.parse(await read('deploy/grafana-dashboard.json')) as Dashboard
  const known = namesIn(await exposed())
  const shown = new Set<string>()
  for (const { title, type, targets = [] } of dashboard.panels) {
    if (type === 'row') continue
    expect([title, targets.length > 0]).toEqual([title, true])
    for (const { expr } of targets) {
      expect([expr, metricsIn(expr).filter((name) => !known.has(name))]).toEqual([expr, []])
      expect([expr, metricsIn(expr).length > 0]).toEqual([expr, true])
      for (const name of metricsIn(expr)) shown.add(name)
    }
  }
  for (const { definition = '' } of dashboard.templating.list)
    expect(metricsIn(definition).every((name) => known.has(name))).toBe(true)
  expect([...known].filter((name) => name.startsWith('perennial_') && !shown.has(name))).toEqual([])
})

test('the alarms ask for what there is, and are those of the manual', async () => {
  const rules = await read('deploy/prometheus-alerts.yml')
  const text = await exposed()
  const known = namesIn(text)
  const expressions = [...rules.matchAll(/^ {8}expr: '(.+)'$/gm)].map(([, expr]) => expr as string)
  expect(expressions.length).toBeGreaterThanOrEqual(15)
  for (const expr of expressions) expect([expr, metricsIn(expr).filter((name) => !known.has(name))]).toEqual([expr, []])
  for (const expr of expressions) expect([expr, unlabelled(expr, text)]).toEqual([expr, []])

  const summaries = [...rules.matchAll(/^ {10}summary: '(.+)'$/gm)].map(([, text]) => text as string)
  const manual = (await read('docs/operations.md')).split('## When an alarm rings')[1]?.split('\n## ')[0] ?? ''
  const rows = [...manual.matchAll(/^\| ([A-Z][^|]+?) \|/gm)].map(([, name]) => name as string)
  expect(summaries.sort()).toEqual(rows.sort())
})
