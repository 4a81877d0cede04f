import type { InputBody } from '../../engine/core/model/input.ts'
import { createRandom, type Random } from './random.ts'

export interface DemoReport {
  at: number
  customerId: string
  body: InputBody
}

const DAY = 86_400_000
const HOUR = 3_600_000

const PLACES = [
  { country: 'DE', city: 'Berlin', timeZone: 'Europe/Berlin', language: 'en' },
  { country: 'CN', city: '上海', timeZone: 'Asia/Shanghai', language: 'zh' },
  { country: 'US', city: 'New York', timeZone: 'America/New_York', language: 'en' },
  { country: 'GB', city: 'London', timeZone: 'Europe/London', language: 'en' },
  { country: 'FR', city: 'Lyon', timeZone: 'Europe/Paris', language: 'en' },
  { country: 'AU', city: 'Sydney', timeZone: 'Australia/Sydney', language: 'en' },
] as const
const FIRST = [
  'Ada',
  'Ben',
  'Chloé',
  'David',
  'Emma',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Liam',
  'Mei',
  'Noah',
  'Olga',
  'Paul',
  'Rosa',
  'Sami',
  'Tara',
  'Uwe',
]
const FIRST_ZH = ['伟', '芳', '娜', '敏', '静', '磊', '洋', '艳', '杰', '婷']
const LAST = [
  'Albrecht',
  'Baker',
  'Costa',
  'Dubois',
  'Evans',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ito',
  'Jensen',
  'Keller',
  'Lopez',
  'Meyer',
  'Novak',
  'Okafor',
  'Petit',
]
const LAST_ZH = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵']
const PRODUCTS = [
  'Espresso beans 1 kg',
  'Filter set',
  'Hand grinder',
  'Moka pot',
  'Oat drink (6)',
  'Travel mug',
  'Cold brew kit',
  'Decaf 500 g',
]
const TOPICS = ['onboarding', 'offers', 'newsletter', 'service']

/**
 * A made-up coffee shop: its customers, when they came, and what they did up to `until`. The same seed gives the same
 * shop. Addresses are under example.com, so nothing could ever reach anybody.
 */
export function pastOf(seed: number, customers: number, from: number, until: number): DemoReport[] {
  const random = createRandom(seed)
  const reports: DemoReport[] = []
  for (let n = 0; n < customers; n += 1) {
    const arrived = Math.round(from + random.between(0, (until - from) * 0.98))
    reports.push(...arrival(random, n, arrived))
    reports.push(...life(random, idOf(n), arrived, until))
  }
  return reports.filter((report) => report.at <= until).sort((a, b) => a.at - b.at)
}

/** Something that happens now, while you watch: a newcomer, or one of those who are there does something. */
export function nextMoment(random: Random, known: number, now: number): { reports: DemoReport[]; known: number } {
  if (random.chance(0.25)) {
    const id = idOf(known)
    const reports = arrival(random, known, now)
    if (random.chance(0.7)) reports.push(viewed(random, id, now))
    if (random.chance(0.6)) reports.push(ordered(random, id, now, true))
    return { reports, known: known + 1 }
  }
  const id = idOf(random.integer(0, known - 1))
  const what = random.pick([viewed, viewed, cart, ordered])
  return { reports: [what(random, id, now, false)], known }
}

const idOf = (n: number): string => `demo-${String(n + 1).padStart(4, '0')}`

function arrival(random: Random, n: number, at: number): DemoReport[] {
  const place = random.pick(PLACES)
  const chinese = place.language === 'zh'
  const firstName = random.pick(chinese ? FIRST_ZH : FIRST)
  const lastName = random.pick(chinese ? LAST_ZH : LAST)
  const customerId = idOf(n)
  const traits = {
    firstName,
    lastName,
    email: `${customerId}@example.com`,
    country: place.country,
    city: place.city,
    language: place.language,
  }
  const reports: DemoReport[] = [{ at, customerId, body: { kind: 'identify', traits, timeZone: place.timeZone } }]
  for (const topic of TOPICS) {
    if (random.chance(topic === 'offers' ? 0.7 : 0.92))
      reports.push({
        at,
        customerId,
        body: { kind: 'consent', channel: 'email', topic, allowed: true, source: 'sign-up form' },
      })
  }
  // Some order as guests and never sign up.
  if (random.chance(0.8))
    reports.push(
      event(customerId, at, 'Signed Up', { source: random.pick(['search', 'friend', 'advert', 'market stall']) }),
    )
  return reports
}

/** Many buy once; some come back, sooner or later; a few become regulars. */
function life(random: Random, id: string, arrived: number, until: number): DemoReport[] {
  const reports: DemoReport[] = []
  let at = arrived + random.between(0.2 * HOUR, 3 * DAY)
  reports.push(viewed(random, id, at))
  if (random.chance(0.3)) reports.push(cart(random, id, at + HOUR))
  if (!random.chance(0.75)) return reports
  const loyalty = random.between(0, 1)
  for (let order = 0; at < until && order < 12; order += 1) {
    reports.push(ordered(random, id, at, order === 0))
    if (!random.chance(0.25 + loyalty * 0.6)) break
    at += random.between(6 * DAY, (50 - 30 * loyalty) * DAY)
    if (random.chance(0.6)) reports.push(viewed(random, id, at - 2 * HOUR))
  }
  return reports
}

const viewed = (random: Random, id: string, at: number): DemoReport =>
  event(id, at, 'Product Viewed', { product: random.pick(PRODUCTS) })

const cart = (random: Random, id: string, at: number): DemoReport =>
  event(id, at, 'Cart Updated', {
    product: random.pick(PRODUCTS),
    value: Math.round(random.between(8, 60) * 100) / 100,
  })

const ordered = (random: Random, id: string, at: number, first: boolean): DemoReport => {
  const quantity = random.integer(1, 4)
  return event(id, at, 'Order Completed', {
    first,
    quantity,
    revenue: Math.round(quantity * random.between(7, 32) * 100) / 100,
    product: random.pick(PRODUCTS),
  })
}

function event(
  customerId: string,
  at: number,
  name: string,
  properties: Record<string, string | number | boolean>,
): DemoReport {
  const instant = Math.round(at)
  return { at: instant, customerId, body: { kind: 'event', name, properties, timestamp: instant } }
}
