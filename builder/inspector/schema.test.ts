import { describe, expect, it } from 'vitest'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { emptyValue, isCondition, resolve, schemaOf } from './schema.ts'

describe('the schema of a config', () => {
  it.each(coreRegistry().all())('has every field that the example of $type fills in', (type) => {
    const schema = schemaOf(type)
    expect(Object.keys(schema.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(type.example)))
  })

  it('takes one of several words for a choice', () => {
    const schema = { anyOf: [{ const: 'email' }, { const: 'post' }], description: 'How' }
    expect(resolve(schema, {})).toEqual({ enum: ['email', 'post'], description: 'How' })
    const open = { anyOf: [{ const: 'never' }, { type: 'string' }] }
    expect(resolve(open, {})).toBe(open)
  })

  it('leads to its named parts, optional ones too', () => {
    const entry = coreRegistry().get('entry')
    if (entry === undefined) throw new Error('entry')
    const schema = schemaOf(entry)
    const { trigger = {}, reentry = {}, where = {} } = schema.properties ?? {}
    expect(resolve(trigger, schema).oneOf?.length).toBeGreaterThan(3)
    expect(resolve(reentry, schema).properties).toHaveProperty('policy')
    expect(isCondition(where)).toBe(true)
  })

  it('makes a message limit that is valid before anything is filled in', () => {
    const send = coreRegistry().get('send')
    if (send === undefined) throw new Error('send')
    const schema = schemaOf(send)
    expect(emptyValue(schema.properties?.['cap'] ?? {}, schema)).toEqual({ max: 1, per: 'P7D' })
  })
})
