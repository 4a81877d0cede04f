import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Assumptions, givenShares } from '../../engine/core/simulate/index.ts'
import { coreSteps, createRegistry } from '../../engine/core/steps/index.ts'
import { RegistryProvider } from '../api/registry.tsx'
import { stepTypeFromInfo } from '../document/step-type.ts'
import { changeLanguage, type Language, startI18n } from '../i18n/index.ts'
import { gated, vipGate } from '../test/fixtures/vip-gate.ts'
import { AssumedWays } from './AssumedWays.tsx'
import { OwnSteps } from './OwnSteps.tsx'
import { ownSteps, sharesInWords, useOwnSteps, withShare } from './own-steps.ts'

type Ways = Assumptions['ways']

beforeAll(() => startI18n('en'))
afterEach(async () => {
  vi.unstubAllGlobals()
  await changeLanguage('en')
})

const registry = createRegistry(coreSteps, [stepTypeFromInfo(vipGate)])
const steps = ownSteps(gated, [vipGate], registry)
const [two, three] = steps
if (two === undefined || three === undefined) throw new Error('The journey has no gates.')

describe('steps of one’s own', () => {
  it('are those whose code is not here, with the ways of their settings', () => {
    expect(steps.map(({ key, paths, waits }) => [key, paths, waits])).toEqual([
      ['gated/gate', ['vip', 'other'], false],
      ['gated/fine', ['vip', 'regular', 'other'], false],
    ])
  })

  it.each<[string, typeof two, Ways, string, number, number[]]>([
    ['of two ways the other gets the rest', two, {}, 'vip', 0.75, [0.75, 0.25]],
    ['of two ways the other gets the rest again', two, { 'gated/gate': { vip: 0.75 } }, 'other', 0.5, [0.5, 0.5]],
    ['more than all is all', two, {}, 'other', 1.5, [0, 1]],
    ['of three the others share the rest', three, {}, 'vip', 0.5, [0.5, 0.25, 0.25]],
    ['what was given before stays', three, { 'gated/fine': { vip: 0.5 } }, 'other', 0.125, [0.5, 0.375, 0.125]],
    ['too much stays visible', three, { 'gated/fine': { vip: 0.5, other: 0.5 } }, 'regular', 1, [0.5, 1, 0.5]],
  ])('%s', (_name, own, ways, path, given, expected) => {
    const next = withShare(own, path, given, { ...ways, 'other/step': { a: 1 } })
    expect(next['other/step']).toEqual({ a: 1 })
    expect(givenShares(own.paths, next[own.key]).map(({ share }) => share)).toEqual(expected)
  })

  it.each<[Language, typeof two, Ways, string]>([
    ['en', two, { 'gated/gate': { vip: 0.7, other: 0.3 } }, '70% VIP, 30% Others'],
    ['en', three, {}, '33% VIP, 33% Regulars, 33% Others'],
    ['zh-CN', three, { 'gated/fine': { vip: 1, regular: 2, other: 1 } }, '25% VIP、50% 常客、25% 其他'],
  ])('in words: %s', async (language, own, ways, words) => {
    await changeLanguage(language)
    expect(sharesInWords(own, ways, registry)).toBe(words)
  })
})

function Page() {
  const [ways, setWays] = useState<Ways>({})
  return (
    <>
      <OwnSteps journey={gated} steps={useOwnSteps(gated)} ways={ways} onWays={setWays} />
      <AssumedWays journey={gated} ways={ways} />
    </>
  )
}

describe('on the page', () => {
  const { told, ...info } = vipGate
  const show = (types: object[]): void => {
    vi.stubGlobal('fetch', (address: string | URL) =>
      Promise.resolve(
        Response.json(
          String(address).endsWith('/paths') ? { paths: [told?.[0]?.paths] } : { items: types, next: null },
        ),
      ),
    )
    render(
      <QueryClientProvider client={new QueryClient()}>
        <MantineProvider env="test">
          <RegistryProvider>
            <Page />
          </RegistryProvider>
        </MantineProvider>
      </QueryClientProvider>,
    )
  }
  const shareOf = (label: string): HTMLInputElement => screen.getByRole('textbox', { name: label })

  it('shares are set by way, and named as they are counted', async () => {
    show([info])
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'VIP gate: VIP' })).value).toBe('50 %')
    fireEvent.change(shareOf('VIP gate: VIP'), { target: { value: '70' } })
    expect(shareOf('VIP gate: Others').value).toBe('30 %')
    expect(screen.getByText('Assumed: 70% VIP, 30% Others')).toBeTruthy()
    expect(screen.queryByRole('status')).toBeNull()

    await screen.findByRole('textbox', { name: 'Second gate: Regulars' })
    fireEvent.change(shareOf('Second gate: VIP'), { target: { value: '60' } })
    expect(shareOf('Second gate: Regulars').value).toBe('20 %')
    fireEvent.change(shareOf('Second gate: Regulars'), { target: { value: '30' } })
    expect(shareOf('Second gate: Others').value).toBe('10 %')
    expect(screen.queryByRole('status')).toBeNull()
    fireEvent.change(shareOf('Second gate: Others'), { target: { value: '30' } })
    expect(screen.getByRole('status').textContent).toBe(
      'Together 120%: counted in proportion, 50% VIP, 25% Regulars, 25% Others.',
    )
  })

  it('what waits says that it does not wait here, in Chinese too', async () => {
    await changeLanguage('zh-CN')
    show([{ ...info, waits: true, paths: ['vip'] }])
    expect(await screen.findAllByText('实际运行时客户可能在此等待，模拟中则立即继续。')).toHaveLength(2)
    expect(screen.getAllByText('所有人继续前进。').length).toBeGreaterThan(0)
    expect(screen.getByText('VIP 通道')).toBeTruthy()
  })
})
