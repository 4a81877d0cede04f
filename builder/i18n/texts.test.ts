import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { zhCN } from './zh-CN/index.ts'

const [english, chinese] = [flat(en), flat(zhCN)]

describe('texts', () => {
  it('are there in both languages, under the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('fill in the same values in both languages', () => {
    const differ = [...english].filter(([key, text]) => !sameHoles(text, chinese.get(key) ?? ''))
    expect(differ.map(([key]) => key)).toEqual([])
  })

  it('are all translated', () => {
    const same = [...english].filter(([key, text]) => chinese.get(key) === text && /[a-z]{4}/i.test(withoutHoles(text)))
    expect(same.map(([key]) => key).filter((key) => !NAMES.has(key))).toEqual([])
  })

  it('have a form for one and one for many', () => {
    const ones = [...english.keys()].filter((key) => key.endsWith('_one'))
    expect(ones.filter((key) => !english.has(key.replace(/_one$/, '_other')))).toEqual([])
  })

  it('are all said somewhere, and nothing is said that is not there', () => {
    const { said, stems } = keysInSources()
    const isSaid = (key: string): boolean => {
      return said.has(plain(key)) || stems.some((stem) => stem.test(plain(key)))
    }
    expect([...english.keys()].filter((key) => !isSaid(key))).toEqual([])
    const known = new Set([...english.keys()].map((key) => plain(key)))
    expect([...said].filter((key) => !known.has(key) && Object.hasOwn(en, key.split('.')[0] ?? ''))).toEqual([])
  })

  it('in Chinese call one thing by one word, and different things by different words', () => {
    const others = ['出路', '离开条件', '退出规则', '管理密钥', '网络调用', '仅当', '你']
    expect([...chinese].filter(([, text]) => others.some((word) => text.includes(word))).map(([key]) => key)).toEqual(
      [],
    )
    const { title: topic } = zhCN.settings.topics
    expect([zhCN.inspector.message.subject, zhCN.common.theme.label]).not.toContain(topic)
  })

  it('in English do not use the marks of Chinese, and the other way round', () => {
    expect(
      [...english].filter(([, text]) => /[，。：；“”（）]/.test(text.replaceAll(/[“”]/g, ''))).map(([key]) => key),
    ).toEqual([])
    expect([...chinese].filter(([, text]) => /[\u4e00-\u9fff][,;:?!]/.test(text)).map(([key]) => key)).toEqual([])
  })
})

/** Names that are the same everywhere. */
const NAMES = new Set(['common.product', 'inspector.json', 'inspector.message.html', 'inspector.message.mjml'])

function flat(texts: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flat(value as object, `${before}${key}.`)],
    ),
  )
}

/** A key without what is said for a number or a channel only. */
const plain = (key: string): string => key.replace(/_(one|other|task|coupon|webhook)$/, '')

const holes = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort()
const withoutHoles = (text: string): string => text.replaceAll(/\{\{.*?\}\}/g, '')
// A plural form may leave out its number: "the only one".
const sameHoles = (a: string, b: string): boolean =>
  [...new Set(holes(a))].filter((name) => name !== 'count').join() ===
  [...new Set(holes(b))].filter((name) => name !== 'count').join()

/** Keys that stand in the sources as they are, and patterns of those that are put together there. */
function keysInSources(): { said: Set<string>; stems: RegExp[] } {
  const said = new Set<string>()
  const stems: RegExp[] = []
  for (const source of sources('builder')) {
    for (const [, key] of source.matchAll(/['"`]([a-z][\w]*(?:\.[\w-]+)+)['"`]/g)) said.add(key ?? '')
    for (const [, key] of source.matchAll(/`([a-z]\w*\.[^`\s]*\$\{[^`]*)`/g))
      stems.push(new RegExp(`^${(key ?? '').replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}+/g, '[\\w .-]+')}$`))
  }
  return { said, stems }
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['dist', 'i18n', 'e2e', 'test'].includes(entry.name) ? [] : sources(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : []
  })
}
