import type { Liquid, Template } from 'liquidjs'
import { weigh } from './bounds.ts'
import { liquidEngine } from './engine.ts'
import { templateError } from './error.ts'
import { Memory } from './memory.ts'
import { withoutDollars } from './names.ts'

export interface Parsed {
  readonly liquid: Liquid
  readonly templates: Template[]
}

export type Escape = 'html' | 'none'

/** A parsed template, remembered for the next time. Throws TemplateError. */
export function parse(text: string, escape: Escape): Parsed {
  const { liquid, memory } = engines[escape]
  const known = memory.get(text)
  if (known !== undefined) return known
  const parsed = { liquid, templates: read(text, liquid) }
  memory.set(text, parsed)
  return parsed
}

const REMEMBERED = 2_000_000
const engines = {
  html: { liquid: liquidEngine(true), memory: new Memory<Parsed>(REMEMBERED) },
  none: { liquid: liquidEngine(false), memory: new Memory<Parsed>(REMEMBERED) },
}

function read(text: string, liquid: Liquid): Template[] {
  try {
    const templates = liquid.parse(withoutDollars(text))
    weigh(templates)
    return templates
  } catch (error) {
    throw templateError(error)
  }
}
