import { expect, it, vi } from 'vitest'
import { createKeys } from './use-canvas-keys.ts'

it('a search that is asked for before it is loaded opens when it is there, once', () => {
  const keys = createKeys()
  const find = vi.fn()
  keys.find()
  keys.find()
  keys.provide({ fit: vi.fn() })
  keys.provide({ find })
  expect(find).toHaveBeenCalledTimes(1)
  keys.provide({ find })
  expect(find).toHaveBeenCalledTimes(1)
  keys.find()
  expect(find).toHaveBeenCalledTimes(2)
})
