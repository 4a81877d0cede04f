import { z } from 'zod'
import { condition, path } from './fields.ts'
import { defineStep } from './sdk.ts'
import { valuesSeen } from './seen.ts'

const config = z.strictObject({
  branches: z
    .array(z.strictObject({ path, when: condition }))
    .min(1)
    .max(50),
})

/** Asks questions in order; the first that is true decides the path. */
export const branch = defineStep({
  type: 'branch',
  icon: 'git-branch',
  group: 'logic',
  texts: {
    en: {
      name: 'Decide',
      description: 'Sends customers different ways by what is known about them. The first branch that is true wins.',
      paths: { else: 'Everyone else' },
      fields: { branches: 'Branches', path: 'Name of the path', when: 'If' },
    },
    zh: {
      name: '条件分支',
      description: '根据客户的情况走不同路径，以第一个成立的分支为准。',
      paths: { else: '其他客户' },
      fields: { branches: '分支', path: '路径名称', when: '如果' },
      example: { branches: [{ path: '是', when: { field: 'customer.country', op: 'eq', value: 'CN' } }] },
    },
  },
  config,
  example: { branches: [{ path: 'yes', when: { field: 'customer.country', op: 'eq', value: 'DE' } }] },
  paths: ({ branches }) => [...branches.map((branch) => branch.path), 'else'],

  check({ branches }, context) {
    branches.forEach((branch, index) => context.condition(branch.when, `/branches/${index}/when`))
  },

  conditions: ({ branches }) => branches.map((branch) => branch.when),

  arrive(context) {
    const { branches } = context.config
    const index = branches.findIndex((branch) => context.test(branch.when))
    const asked = index < 0 ? branches : branches.slice(0, index + 1)
    const path = branches[index]?.path ?? 'else'
    return {
      leave: path,
      why: valuesSeen(
        asked.map((branch) => branch.when),
        context,
      ),
    }
  },
})
