import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { openJourney } from '../document/document.ts'
import { createEditor, type Editor } from '../document/editor.ts'
import { startI18n } from '../i18n/index.ts'
import { showForm } from '../test/show-form.tsx'
import { JourneyForm } from './JourneyForm.tsx'

beforeAll(() => startI18n('en'))
beforeEach(() => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline'))))
afterEach(() => vi.unstubAllGlobals())

function open(settings: Partial<Journey> = {}): Editor {
  const editor = createEditor(
    openJourney({ format: 1, id: 'j', name: 'J', steps: [], edges: [], ...settings }),
    () => 0,
  )
  showForm(editor, JourneyForm)
  return editor
}

const settingsOf = (editor: Editor) => editor.getState().document.settings

function choose(name: string, option: string): void {
  const box = screen.getByRole('combobox', { name })
  fireEvent.click(box)
  const list = document.getElementById(box.getAttribute('aria-controls') ?? '')
  fireEvent.click(within(list ?? document.body).getByRole('option', { name: option }))
}

it('shows the quiet hours of a journey, changes them and ends them', () => {
  const editor = open({ quietHours: { from: '21:00', to: '07:00' } })
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '20:30' } })
  expect(settingsOf(editor).quietHours).toEqual({ from: '20:30', to: '07:00' })
  fireEvent.click(screen.getByRole('switch', { name: /^Keep quiet hours/ }))
  expect(settingsOf(editor).quietHours).toBeUndefined()
})

it('people leave by an event or once something is true of them', () => {
  const editor = open()
  fireEvent.click(screen.getByRole('button', { name: 'Add a reason to leave' }))
  expect(settingsOf(editor).exits).toEqual([{ id: 'exit', event: '' }])
  expect(screen.getByRole('group', { name: 'Not filled in yet' })).toBeTruthy()
  choose('What counts', 'Something becomes true of the customer')
  expect(settingsOf(editor).exits).toEqual([{ id: 'exit', when: { field: 'customer.country', op: 'eq', value: '' } }])
  choose('What counts', 'The customer does something')
  expect(settingsOf(editor).exits).toEqual([{ id: 'exit', event: '' }])
})

it('goals and reasons to leave are called by what they are about', () => {
  open({
    goals: [
      { id: 'goal', event: 'Order Completed' },
      { id: 'goal-2', name: 'Second order', event: 'Order Completed' },
    ],
    exits: [
      { id: 'exit', event: 'Account Deleted' },
      { id: 'exit-2', event: '' },
    ],
  })
  const groups = ['Order Completed', 'Second order', 'Account Deleted', 'Not filled in yet']
  expect(groups.map((name) => screen.getByRole('group', { name }).tagName)).toEqual(groups.map(() => 'FIELDSET'))
})
