import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { validateJourney } from '../../engine/core/validate/index.ts'
import { z } from 'zod'
import { leadScore } from '../../examples/custom-step/lead-score.ts'
import { stepTypeFromInfo } from '../document/step-type.ts'
import { openJourney } from '../document/document.ts'
import { createEditor, type Editor } from '../document/editor.ts'
import { startI18n } from '../i18n/index.ts'
import { showForm } from '../test/show-form.tsx'
import { ConfigForm } from './ConfigForm.tsx'

beforeAll(() => startI18n('en'))
beforeEach(() => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline'))))
afterEach(() => vi.unstubAllGlobals())

const told = stepTypeFromInfo({
  ...leadScore,
  schema: z.toJSONSchema(leadScore.config, { io: 'input' }) as JsonObject,
  paths: ['hot', 'warm', 'cold'],
})
const types = [...coreRegistry().all(), told]
const registry = coreRegistry(told)

/** The form of one step in an editor of its own. */
function open(type: string, config: JsonObject): Editor {
  const step = { id: 'here', type, config }
  const other = {
    id: 'mail',
    type: 'send',
    name: 'The mail',
    config: { channel: 'email', topic: 'news', content: { subject: 'x', text: 'y' } },
  }
  const journey = { format: 1, id: 'j', name: 'J', steps: [step, other], edges: [] } as Journey
  const editor = createEditor(openJourney(journey), () => 0)
  const found = types.find((one) => one.type === type)
  if (found === undefined) throw new Error(type)
  const Form = () => {
    const shown = editor.getState().document.steps['here']
    return shown === undefined ? null : <ConfigForm step={shown} type={found} />
  }
  showForm(editor, Form)
  return editor
}

const configOf = (editor: Editor): unknown => editor.getState().document.steps['here']?.config
const field = (name: string | RegExp) => screen.getByLabelText(name)
const type = (name: string | RegExp, text: string): void =>
  void fireEvent.change(field(name), { target: { value: text } })
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }))
const toggle = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('switch', { name }))
const side = (name: string): void => void fireEvent.click(screen.getByRole('radio', { name }))

function choose(name: string | RegExp, option: string): void {
  const box = screen.getByRole('combobox', { name })
  fireEvent.click(box)
  const list = document.getElementById(box.getAttribute('aria-controls') ?? '')
  fireEvent.click(within(list ?? document.body).getByRole('option', { name: option }))
}

describe('the form of a step', () => {
  it.each(types.map(({ type, example }) => [type, example] as const))(
    'of type %s shows its example and leaves it as it is',
    (type, example) => {
      const editor = open(type, structuredClone(example))
      expect(configOf(editor)).toEqual(example)
      expect(editor.getState().history.past).toEqual([])
      expect(document.body.textContent).not.toMatch(/inspector\.|words\.|undefined|\[object/)
    },
  )
})

const folder = path.join(import.meta.dirname, '../../examples/journeys')
const examples = readdirSync(folder)
  .filter((name) => /^[a-z-]+\.json$/.test(name) && name !== 'index.json')
  .map((name) => [name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Journey] as const)

describe('opened on a real journey', () => {
  it.each(examples)('%s stays as it is, step by step', (_, { steps }) => {
    for (const { type, config } of steps) {
      const editor = open(type, config)
      expect(configOf(editor)).toEqual(config)
      expect(editor.getState().history.past).toEqual([])
      cleanup()
    }
  })
})

describe('by its form', () => {
  it('a wait becomes each of its kinds', () => {
    const editor = open('wait', { for: 'P3D' })
    type('Number', '2')
    choose('Unit', 'hours')
    expect(configOf(editor)).toEqual({ for: 'PT2H' })
    type(/then until this time of day/, '09:00')
    expect(configOf(editor)).toEqual({ for: 'PT2H', at: '09:00' })
    choose('Wait', 'until a weekday')
    expect(configOf(editor)).toMatchObject({ until: { at: expect.any(String) as string } })
    choose('Wait', 'a random time')
    expect(configOf(editor)).toMatchObject({
      between: { min: expect.any(String) as string, max: expect.any(String) as string },
    })
    choose('Wait', 'until a date of the customer')
    expect(configOf(editor)).toMatchObject({ untilField: { field: expect.any(String) as string } })
  })

  it('a message keeps what was written while a template is looked at', () => {
    const editor = open('send', { channel: 'email', topic: 'news', content: { subject: 'Hi', text: 'Hello' } })
    type('Subject', 'Hi {{ customer.firstName }}')
    side('From a template')
    expect(configOf(editor)).toEqual({ channel: 'email', topic: 'news', template: '' })
    side('Written here')
    expect(configOf(editor)).toEqual({
      channel: 'email',
      topic: 'news',
      content: { subject: 'Hi {{ customer.firstName }}', text: 'Hello' },
    })
    choose('In quiet hours', 'Do not send')
    press('Message limit')
    expect(configOf(editor)).toMatchObject({ quietHours: 'drop', cap: { max: 1 } })
  })

  it('a name that another way has does not count, and the field says why', () => {
    const arms = (second: string) => ({
      arms: [
        { path: 'a', weight: 50 },
        { path: second, weight: 50 },
      ],
    })
    const editor = open('split', arms('b'))
    const name = screen.getAllByRole<HTMLInputElement>('textbox', { name: 'Name of the way' })[1] as HTMLInputElement
    const write = (text: string): void => {
      fireEvent.change(name, { target: { value: text } })
      fireEvent.blur(name)
    }
    write('a')
    expect(screen.getByText('Another way has this name.')).toBeTruthy()
    expect([name.value, configOf(editor)]).toEqual(['a', arms('b')])
    write('c')
    expect(screen.queryByText('Another way has this name.')).toBeNull()
    expect(configOf(editor)).toEqual(arms('c'))
  })

  it('points are given or taken, as a number or by a value', () => {
    const editor = open('points', { add: 100, reason: 'Welcome' })
    side('Take points')
    expect(configOf(editor)).toEqual({ spend: 100, reason: 'Welcome' })
    type(/^How many/, '{{ event.price }}')
    expect(configOf(editor)).toEqual({ spend: '{{ event.price }}', reason: 'Welcome' })
    side('Give points')
    type(/^How many/, '50')
    expect(configOf(editor)).toEqual({ add: 50, reason: 'Welcome' })
    // A number, so that the check of numbers sees it; as a text it would only fail when a customer comes.
    type(/^How many/, '-5')
    expect(configOf(editor)).toEqual({ add: -5, reason: 'Welcome' })
  })

  it('an update counts up by a number or by a value', () => {
    const editor = open('update', { increment: { spent: 1 } })
    type('Add to numbers: Value 1', '{{ event.price }}')
    expect(configOf(editor)).toEqual({ increment: { spent: '{{ event.price }}' } })
    type('Add to numbers: Value 1', '2.5')
    expect(configOf(editor)).toEqual({ increment: { spent: 2.5 } })
    // Half a number stays as it is typed.
    type('Add to numbers: Value 1', '2.')
    expect(configOf(editor)).toEqual({ increment: { spent: '2.' } })
  })

  it('a coupon is made or comes from a pool, and is worth a text or a number', () => {
    const editor = open('coupon', { generate: { prefix: 'HELLO-', length: 8 }, value: '10%', expires: 'P30D' })
    type(/^Worth/, '20')
    expect(configOf(editor)).toMatchObject({ value: 20 })
    side('Valid until')
    expect(configOf(editor)).toMatchObject({ expires: expect.stringMatching(/^\d{4}-01-01T00:00$/) as string })
    side('Codes from pool')
    expect(configOf(editor)).toMatchObject({ pool: '' })
    expect(configOf(editor)).not.toHaveProperty('generate')
    side('Make a code')
    expect(configOf(editor)).toMatchObject({ generate: { length: 8 } })
  })

  it('branches get conditions, names and an order', () => {
    const editor = open('branch', {
      branches: [{ path: 'yes', when: { field: 'customer.country', op: 'eq', value: 'DE' } }],
    })
    type('Value', '5')
    expect(configOf(editor)).toEqual({
      branches: [{ path: 'yes', when: { field: 'customer.country', op: 'eq', value: 5 } }],
    })
    choose('What is asked', 'Tag')
    type('Tag', 'vip')
    press('Turn around')
    expect(configOf(editor)).toEqual({ branches: [{ path: 'yes', when: { not: { tag: 'vip' } } }] })
    press('Add a way')
    press('Ask “way” earlier')
    expect((configOf(editor) as { branches: { path: string }[] }).branches.map(({ path }) => path)).toEqual([
      'way',
      'yes',
    ])
  })

  it('a split shares by weight', () => {
    const editor = open('split', {
      arms: [
        { path: 'a', weight: 50 },
        { path: 'b', weight: 50 },
      ],
    })
    type('Share: a', '90')
    press('Add a way')
    expect(configOf(editor)).toMatchObject({ arms: [{ weight: 90 }, { weight: 50 }, { path: 'way' }] })
    press('Share evenly')
    expect(configOf(editor)).toMatchObject({ arms: [{ weight: 1 }, { weight: 1 }, { weight: 1 }] })
  })

  it('a customer is changed: fields, numbers and tags', () => {
    const editor = open('update', { set: { plan: 'pro' } })
    type('Set fields: Value 1', '7')
    expect(configOf(editor)).toEqual({ set: { plan: 7 } })
    type('Set fields: Value 1', '"7"')
    expect(configOf(editor)).toEqual({ set: { plan: '7' } })
  })

  it('a channel is called by its name', () => {
    const editor = open('survey', {
      ...{ kind: 'nps', channel: 'email', topic: 'news', question: 'Well?', timeout: 'P7D' },
    })
    expect(screen.getByRole('combobox', { name: /^Channel/ })).toHaveProperty('value', 'E-mail')
    choose(/^Channel/, 'Text message')
    expect(configOf(editor)).toMatchObject({ channel: 'sms' })
  })

  it('a duration of several parts says what it means', () => {
    open('wait', { for: 'P2DT3H' })
    expect(screen.getByText('2 days 3 hours')).toBeDefined()
  })

  it('a task is done by somebody, and may be waited for', () => {
    const editor = open('task', { queue: 'sales', title: 'Call', dueIn: 'P2D' })
    type(/^Team/, 'service')
    toggle('Wait until it is done')
    expect(configOf(editor)).toEqual({ queue: 'service', title: 'Call', dueIn: 'P2D', waitForDone: true })
  })

  it('a web address is called with details', () => {
    const editor = open('webhook', { method: 'POST', url: 'https://example.com', body: { a: 1 } })
    choose(/^Method/, 'PUT')
    type(/^Keep the answer as/, 'answer')
    expect(configOf(editor)).toMatchObject({ method: 'PUT', saveAs: 'answer', body: { a: 1 } })
  })

  it('a step of one’s own has conditions like any other', () => {
    const editor = open('lead-score', structuredClone(leadScore.example))
    expect(screen.getAllByLabelText('What is asked').length).toBeGreaterThan(0)
    const [first] = screen.getAllByLabelText(/^points/)
    fireEvent.change(first as HTMLElement, { target: { value: '35' } })
    expect(configOf(editor)).toMatchObject({ rules: [{ points: 35 }, {}] })
  })

  it('what it makes is a config the engine takes', () => {
    const editor = open('cap', { max: 3, per: 'P7D', counts: 'all' })
    type(/^At most/, '5')
    choose(/^Count messages of/, 'Of this journey')
    const { document } = editor.getState()
    const step = document.steps['here']
    expect(step?.config).toEqual({ max: 5, per: 'P7D', counts: 'journey' })
    const problems = validateJourney({ format: 1, id: 'j', name: 'J', steps: [step as never], edges: [] }, { registry })
    expect(problems.filter(({ code }) => code === 'invalid-config')).toEqual([])
  })
})
