import { expect, it } from 'vitest'
import { CARD } from '../document/card.ts'
import { viewWith } from './view-with.ts'

const size = { width: 1000, height: 700 }

it('leaves the view alone while the card is seen', () => {
  expect(viewWith({ x: 100, y: 100 }, size, [0, 0, 1])).toBeNull()
})

it.each([
  ['right', { x: 1500, y: 100 }, { x: 1000 - 24 - CARD.width - 1500, y: 0 }],
  ['left', { x: -300, y: 100 }, { x: 324, y: 0 }],
  ['above, under the names of the lanes', { x: 100, y: 10 }, { x: 0, y: 70 }],
  ['below', { x: 100, y: 900 }, { x: 0, y: 700 - 24 - CARD.height - 900 }],
])('goes as far as needed to a card that is out of sight: %s', (_, place, { x, y }) => {
  expect(viewWith(place, size, [0, 0, 1])).toEqual({ x, y, zoom: 1 })
})

it('counts in pixels of the screen', () => {
  expect(viewWith({ x: 1500, y: 200 }, size, [0, 0, 0.5])).toBeNull()
})
