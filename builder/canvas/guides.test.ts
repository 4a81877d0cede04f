import { describe, expect, it } from 'vitest'
import { CARD } from '../document/card.ts'
import { guide } from './guides.ts'

const below = (place: { x: number; y: number }, gap: number) => ({ x: place.x, y: place.y + CARD.height + gap })

describe('a dragged card', () => {
  const one = { x: 100, y: 100 }

  it('jumps into line with another that is within reach, and says so', () => {
    const { place, guides } = guide({ x: 103, y: 400 }, [one], 6)
    expect(place).toEqual({ x: 100, y: 400 })
    expect(guides).toEqual([{ kind: 'line', from: { x: 100, y: 100 }, to: { x: 100, y: 400 + CARD.height } }])
  })

  it('stays where it is where nothing is near', () => {
    expect(guide({ x: 150, y: 400 }, [one], 6)).toEqual({ place: { x: 150, y: 400 }, guides: [] })
    expect(guide({ x: 103, y: 4000 }, [one], 6).guides).toEqual([])
  })

  it('keeps the distance that the cards above keep', () => {
    const two = below(one, 60)
    const { place, guides } = guide({ x: 98, y: below(two, 63).y }, [one, two], 6)
    expect(place).toEqual(below(two, 60))
    const gaps = guides.filter(({ kind }) => kind === 'gap')
    expect(gaps.map(({ from, to }) => to.y - from.y)).toEqual([60, 60])
  })

  it('comes to stand in the middle between two', () => {
    const far = below(one, 60 + CARD.height + 60)
    expect(guide({ x: 100, y: below(one, 57).y }, [one, far], 6).place).toEqual(below(one, 60))
  })

  it('sees rows as it sees columns', () => {
    const beside = { x: one.x + CARD.width + 40, y: 100 }
    const { place } = guide({ x: beside.x + CARD.width + 44, y: 98 }, [one, beside], 6)
    expect(place).toEqual({ x: beside.x + CARD.width + 40, y: 100 })
  })
})
