import { useEffect, useState } from 'react'
import { request } from '../api/client.ts'
import type { JourneyCounts } from '../api/types.ts'
import { type CountsStore, createCountsStore, takeCounts } from './counts.ts'

const POLL = 4000

/**
 * The numbers of a journey, kept fresh: all of them once, then what changes as the server tells it. While the stream is
 * closed they are asked for every few seconds, so numbers never stand still without a sign.
 * @param query which passages are meant; the stream tells of all of them only, so those of some are asked for
 */
export function useLiveCounts(journeyId: string, enabled: boolean, query = ''): CountsStore {
  const [store] = useState(createCountsStore)

  useEffect(() => {
    if (!enabled) return
    const aborter = new AbortController()
    const path = `/journeys/${encodeURIComponent(journeyId)}/counts?${query}`
    let isOpen = false

    const load = async (): Promise<void> => {
      try {
        const counts = await request<JourneyCounts>(path, { signal: aborter.signal })
        takeCounts(store, counts, isOpen ? 'live' : 'polling')
      } catch {
        // Asked again in a moment; the age of the numbers is on the screen.
      }
    }
    void load()
    const openStream = (): EventSource => {
      const stream = new EventSource(`/v1/stream?journey=${encodeURIComponent(journeyId)}`)
      stream.addEventListener('open', () => {
        isOpen = true
      })
      stream.addEventListener('error', () => {
        isOpen = false
      })
      stream.addEventListener('counts', (event: MessageEvent<string>) => {
        const news = JSON.parse(event.data) as Partial<JourneyCounts> & { journey?: string }
        if (news.journey === undefined || news.journey === journeyId) takeCounts(store, news, 'live')
      })
      return stream
    }
    store.setState({ mode: 'waiting' })
    let stream = query === '' ? openStream() : null
    const poll = setInterval(() => {
      if (isOpen || document.visibilityState !== 'visible') return
      void load()
      // Refused once, for the sign-in had ended or the server was busy, it would never come back by itself.
      if (stream?.readyState === EventSource.CLOSED) stream = openStream()
    }, POLL)

    return () => {
      aborter.abort()
      clearInterval(poll)
      stream?.close()
    }
  }, [journeyId, enabled, query, store])

  return store
}
