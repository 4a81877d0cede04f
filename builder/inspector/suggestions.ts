import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { CHANNELS } from '../api/channels.ts'
import { useSeenNames } from '../api/hooks.ts'
import { useTopics } from '../api/topics.ts'
import { useEditor } from '../editor/context.ts'

/** There without anything coming in. */
const BUILT_IN = ['event.$name', 'event.$at', 'loyalty.points', 'loyalty.tier']
/** What is common, until something has come in. */
const FIELDS = [
  ...['customer.firstName', 'customer.lastName', 'customer.email', 'customer.country', 'customer.timeZone'],
  ...['event.revenue', 'event.orderId'],
]
const EVENTS = ['Signed Up', 'Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed', 'Order Refunded']
const TOPICS = ['onboarding', 'news', 'offers', 'surveys']
const NONE: readonly string[] = []
const KEYS: Record<string, string> = { field: 'fields', event: 'events', channel: 'channels', topic: 'topics' }

/** What is offered while typing: what this journey already uses, then what has come in or is common; listed topics are common enough. */
export function useSuggestions(kind: 'field' | 'event' | 'channel' | 'topic'): string[] {
  const hasTopics = useTopics().length > 0
  const seen = useSeenNames().data
  const configs = useEditor(useShallow(({ document }) => Object.values(document.steps).map(({ config }) => config)))
  return useMemo(() => {
    const found = {
      fields: new Set<string>(),
      events: new Set<string>(),
      channels: new Set<string>(),
      topics: new Set<string>(),
    }
    collect(configs, found)
    const fields = [...orElse(seen?.fields, FIELDS), ...BUILT_IN]
    const common = {
      fields,
      events: orElse(seen?.events, EVENTS),
      channels: CHANNELS,
      topics: hasTopics ? NONE : TOPICS,
    }
    const key = KEYS[kind] as keyof typeof common
    return [...new Set([...found[key], ...common[key]])]
  }, [configs, kind, hasTopics, seen])
}

const orElse = (names: readonly string[] = NONE, others: readonly string[]): readonly string[] =>
  names.length > 0 ? names : others

function collect(value: unknown, found: Record<string, Set<string>>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found)
    return
  }
  if (value === null || typeof value !== 'object') return
  for (const [key, inner] of Object.entries(value)) {
    const set = KEYS[key] === undefined ? undefined : found[KEYS[key]]
    if (typeof inner === 'string' && inner !== '') set?.add(inner)
    else collect(inner, found)
  }
}
