import { isZone } from '../../../engine/core/calendar/index.ts'
import type { Json, JsonObject } from '../../../engine/core/model/json.ts'

/** What a column of the file becomes. */
export type Target =
  | { kind: 'skip' }
  | { kind: 'id' }
  | { kind: 'timeZone' }
  | { kind: 'trait'; name: string }
  | { kind: 'consent'; channel: string; topic: string }

export type Mapping = Readonly<Record<string, Target>>
export type Row = Readonly<Record<string, string>>

/** One customer to be told to the server, as Segment's `identify` says it. */
export interface Identify {
  type: 'identify'
  messageId: string
  userId: string
  traits: JsonObject
  consent?: Record<string, Record<string, boolean>>
}

export interface BadRow {
  /** Line of the file; the header is line 1. */
  line: number
  row: Row
  /** A text key and its values. */
  problem: 'noId' | 'longId' | 'twice' | 'badZone' | 'refused'
  detail: string
}

const ID_NAMES = [
  'id',
  'userid',
  'customerid',
  'customer',
  'user',
  'externalid',
  'email',
  'emailaddress',
  '客户编号',
  '客户id',
  '用户编号',
  '用户id',
  '会员编号',
  '会员id',
  '编号',
  '邮箱',
  '电子邮箱',
  '邮箱地址',
]
/** Columns that say where and how somebody is addressed: messages look for traits of these names and no others. */
const KNOWN_TRAITS: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'emailaddress', 'mail', '邮箱', '电子邮箱', '邮箱地址', '电子邮件', '邮件'],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilenumber',
    'mobilephone',
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '电话号码',
  ],
  name: ['name', 'fullname', '姓名', '名字', '客户姓名'],
  firstName: ['firstname', 'givenname', '名'],
  lastName: ['lastname', 'surname', 'familyname', '姓', '姓氏'],
}
const ZONE_NAMES = ['timezone', 'zone', 'tz', '时区']
const YES = ['yes', 'y', 'true', '1', 'x', 'ja', 'opted in', 'subscribed', '是']
const NO = ['no', 'n', 'false', '0', 'nein', 'opted out', 'unsubscribed', '否']

/** A first guess by the names of the columns. */
export function guessMapping(columns: readonly string[]): Mapping {
  const id =
    ID_NAMES.map((name) => columns.find((column) => plain(column) === name)).find((column) => column !== undefined) ??
    columns[0]
  return Object.fromEntries(
    columns.map((column): [string, Target] => {
      if (column === id) return [column, { kind: 'id' }]
      if (ZONE_NAMES.includes(plain(column))) return [column, { kind: 'timeZone' }]
      const consent = /^(?:consent|opt[ _-]?in)[ _:./-]+(\w+)[ _:./-]+(\w+)$/i.exec(column)
      if (consent !== null) return [column, { kind: 'consent', channel: String(consent[1]), topic: String(consent[2]) }]
      return [column, column.trim() === '' ? { kind: 'skip' } : { kind: 'trait', name: traitName(column) }]
    }),
  )
}

const plain = (column: string): string => column.toLowerCase().replace(/[\s_-]/g, '')

/** "First Name" and "first_name" become `firstName`, a known column what messages call it; what is no word stays. */
export function traitName(column: string): string {
  const known = Object.entries(KNOWN_TRAITS).find(([, names]) => names.includes(plain(column)))
  if (known !== undefined) return known[0]
  const words = column.trim().split(/[\s_-]+/)
  return words
    .map((word, at) =>
      at === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('')
}

/**
 * Reads all rows without telling anybody: what would be sent, and what is wrong with the rest. An empty cell says
 * nothing about its trait.
 * @param session tells imports apart; repeating one row of an import changes nothing
 */
export function readRows(
  rows: readonly Row[],
  mapping: Mapping,
  session: string,
): { good: { line: number; row: Row; message: Identify }[]; bad: BadRow[] } {
  const good: { line: number; row: Row; message: Identify }[] = []
  const bad: BadRow[] = []
  const seen = new Set<string>()
  rows.forEach((row, index) => {
    const line = index + 2
    const read = readRow(row, mapping)
    if ('problem' in read) bad.push({ line, row, ...read })
    else if (seen.has(read.userId)) bad.push({ line, row, problem: 'twice', detail: read.userId })
    else {
      seen.add(read.userId)
      good.push({ line, row, message: { type: 'identify', messageId: `import-${session}-${line}`, ...read } })
    }
  })
  return { good, bad }
}

function readRow(
  row: Row,
  mapping: Mapping,
): Omit<Identify, 'type' | 'messageId'> | Pick<BadRow, 'problem' | 'detail'> {
  let userId = ''
  const traits: JsonObject = {}
  const consent: Record<string, Record<string, boolean>> = {}
  for (const [column, target] of Object.entries(mapping)) {
    const text = (row[column] ?? '').trim()
    if (text === '') continue
    if (target.kind === 'id') userId = text
    else if (target.kind === 'timeZone') {
      if (!isZone(text)) return { problem: 'badZone', detail: text }
      traits['timeZone'] = text
    } else if (target.kind === 'trait') traits[target.name] = target.name === 'phone' ? text : valueOf(text)
    else if (target.kind === 'consent') {
      const answer = YES.includes(text.toLowerCase()) ? true : NO.includes(text.toLowerCase()) ? false : null
      // What is neither yes nor no gives no consent.
      if (answer !== null) (consent[target.channel] ??= {})[target.topic] = answer
    }
  }
  if (userId === '') return { problem: 'noId', detail: '' }
  if (userId.length > 256) return { problem: 'longId', detail: userId.slice(0, 40) }
  // Without the trait nothing could be sent to somebody whose only column is their address.
  if (/^[^\s@]+@[^\s@]+$/.test(userId)) traits['email'] ??= userId
  return { userId, traits, ...(Object.keys(consent).length === 0 ? {} : { consent }) }
}

/** Numbers and yes/no as such, so that conditions can compare them; "007" and phone numbers stay texts. */
export function valueOf(text: string): Json {
  if (text === 'true') return true
  if (text === 'false') return false
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(text) ? Number(text) : text
}
