import type { Page } from 'playwright-core'
import { en } from '../i18n/en/index.ts'
import type { Texts } from '../i18n/en/index.ts'
import { zhCN } from '../i18n/zh-CN/index.ts'

export const TEXTS: Record<'en' | 'zh-CN', Texts> = { en, 'zh-CN': zhCN }

/** A state of a screen: where it is, what has to be there, and what is done to bring it about. */
export interface Stop {
  name: string
  path: string
  ready: string
  then?: (page: Page, texts: Texts) => Promise<unknown>
  /** Undoes what other screens would show too. */
  after?: (page: Page) => Promise<unknown>
}

const STEP = (id: string): string => `[data-step-id="${id}"]`
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()
const choice = (page: Page, name: string) => page.locator('label', { hasText: name }).first().click()
const dialog = (page: Page) => page.locator('[role="dialog"]').waitFor()
/** Until news are on the screen; under the pointer they stay. */
const toast = (page: Page) => page.locator('.mantine-Notification-root').last().hover()

/** What somebody sees who begins with nothing. */
export const EMPTY: readonly Stop[] = [
  { name: 'no journeys', path: '/journeys', ready: 'main h2' },
  { name: 'templates', path: '/journeys/templates', ready: 'main article, main li, main section' },
  { name: 'no customers', path: '/customers', ready: 'main h2' },
  { name: 'no messages', path: '/messages', ready: 'main h2' },
  { name: 'no segments', path: '/segments', ready: 'main h2' },
  { name: 'nothing there', path: '/nowhere', ready: 'main h1' },
]

const build = '/journeys/lifecycle/build'
const live = '/journeys/lifecycle'
const publish = '/journeys/lifecycle/publish'

/** Every screen of a shop that has something to show, and what opens over it. */
export const FURNISHED: readonly Stop[] = [
  { name: 'journeys', path: '/journeys', ready: 'tbody tr' },
  {
    name: 'actions of a journey',
    path: '/journeys',
    ready: 'tbody tr',
    then: async (page, t) => {
      await page.getByRole('button', { name: t.journeys.actions.replace('{{name}}', 'Customer lifecycle') }).click()
      await page.locator('[role="menu"]').waitFor()
    },
  },
  {
    name: 'folder and tags',
    path: '/journeys',
    ready: 'tbody tr',
    then: async (page, t) => {
      await page.getByRole('button', { name: t.journeys.actions.replace('{{name}}', 'Customer lifecycle') }).click()
      await page.getByRole('menuitem', { name: t.journeys.file }).click()
      await dialog(page)
    },
  },
  { name: 'live', path: live, ready: STEP('welcome') },
  {
    name: 'live with heat',
    path: live,
    ready: STEP('welcome'),
    then: (page, t) => choice(page, t.analytics.heatVolume),
  },
  {
    name: 'people on a step',
    path: live,
    ready: STEP('welcome'),
    then: async (page) => {
      await page.locator(STEP('first-look')).click()
      await page.locator('[role="dialog"] li').first().waitFor()
    },
  },
  {
    name: 'pause',
    path: live,
    ready: STEP('welcome'),
    then: async (page, t) => {
      await button(page, t.publish.state.pause).click()
      await dialog(page)
    },
  },
  {
    name: 'stop',
    path: live,
    ready: STEP('welcome'),
    then: async (page, t) => {
      await button(page, t.publish.state.menu).click()
      await page.getByRole('menuitem', { name: t.publish.state.stop }).click()
      await dialog(page)
    },
  },
  { name: 'live before it is published', path: '/journeys/second', ready: STEP('entry') },
  { name: 'results', path: '/journeys/lifecycle/results', ready: 'main section' },
  { name: 'no results', path: '/journeys/second/results', ready: 'main h2' },
  { name: 'changes', path: publish, ready: STEP('welcome') },
  { name: 'checks', path: `${publish}?tab=checks`, ready: 'main section' },
  { name: 'people in flight', path: `${publish}?tab=people`, ready: 'tbody tr' },
  {
    name: 'versions compared',
    path: `${publish}?tab=versions`,
    ready: 'main li',
    then: async (page, t) => {
      await button(page, t.publish.versions.compare).click()
      await page.locator(STEP('welcome')).waitFor()
    },
  },
  {
    name: 'publish?',
    path: publish,
    ready: STEP('welcome'),
    then: async (page) => {
      await page.locator('footer button:enabled').click()
      await dialog(page)
    },
  },
  { name: 'a journey with problems to publish', path: '/journeys/second/publish?tab=checks', ready: 'main li svg' },
  { name: 'simulate', path: '/journeys/lifecycle/simulate', ready: STEP('welcome') },
  {
    name: 'simulated',
    path: '/journeys/lifecycle/simulate',
    ready: STEP('welcome'),
    then: async (page, t) => {
      await button(page, t.simulate.run).click()
      await page.locator('input[type="range"]').waitFor()
    },
  },
  { name: 'builder', path: build, ready: STEP('welcome') },
  {
    name: 'builder, a message',
    path: build,
    ready: STEP('welcome'),
    then: (page) => page.locator(STEP('welcome')).click(),
  },
  {
    name: 'builder, a wait',
    path: build,
    ready: STEP('welcome'),
    then: (page) => page.locator(STEP('first-look')).click(),
  },
  {
    name: 'builder, a branch',
    path: `${build}?step=regular`,
    ready: STEP('regular'),
    then: (page) => page.locator('aside form, aside input').first().waitFor(),
  },
  {
    name: 'builder, outline',
    path: build,
    ready: STEP('welcome'),
    then: (page) => page.locator('#tab-outline').click(),
  },
  {
    name: 'builder, problems',
    path: '/journeys/second/build',
    ready: STEP('entry'),
    then: (page) => page.keyboard.press('F8'),
  },
  {
    name: 'builder, find',
    path: build,
    ready: STEP('welcome'),
    then: async (page) => {
      await page.keyboard.press('Control+k')
      await dialog(page)
    },
  },
  { name: 'customers', path: '/customers', ready: 'tbody tr' },
  { name: 'customers of a segment', path: '/customers?segment=german-buyers', ready: 'tbody tr' },
  { name: 'no such customers', path: '/customers?search=zoe', ready: 'main p + div' },
  { name: 'a customer', path: '/customers/ada-3', ready: 'ol[class*="timeline"] li' },
  { name: 'nobody of this name', path: '/customers/nobody', ready: '[role="alert"]' },
  { name: 'import', path: '/customers/import', ready: 'main button' },
  { name: 'import, columns', path: '/customers/import', ready: 'main button', then: chooseFile },
  {
    name: 'import, dry run',
    path: '/customers/import',
    ready: 'main button',
    then: async (page, t) => {
      await chooseFile(page)
      await button(page, t.import.toCheck).click()
      await page.locator('main dl').waitFor()
    },
  },
  { name: 'messages', path: '/messages', ready: 'tbody tr' },
  {
    name: 'a message',
    path: '/messages',
    ready: 'tbody tr',
    then: async (page) => {
      await page.locator('tbody button').first().click()
      await page.locator('[role="dialog"] dl').waitFor()
    },
  },
  { name: 'segments', path: '/segments', ready: 'tbody tr' },
  {
    name: 'a segment',
    path: '/segments',
    ready: 'tbody tr',
    then: async (page) => {
      await page.locator('tbody button').first().click()
      await page.locator('[role="dialog"] [aria-live]').waitFor()
    },
  },
  { name: 'settings', path: '/settings', ready: 'input' },
  {
    name: 'revoke a key?',
    path: '/settings',
    ready: 'tbody tr',
    then: async (page, t) => {
      const name = t.keys.revokeTitle.replace('{{name}}', 'First write key')
      await page.getByRole('button', { name }).click()
      await dialog(page)
    },
  },
  {
    name: 'a test that was sent',
    path: '/settings',
    ready: 'input',
    then: async (page, t) => {
      await page.getByLabel(t.settings.channels.to.email).fill('me@example.com')
      await button(page, t.settings.channels.send).click()
      await page.getByText(t.settings.channels.local).waitFor()
    },
  },
  {
    name: 'a limit and a topic more',
    path: '/settings',
    ready: 'input',
    then: async (page, t) => {
      // Still used, so it is offered for the list again.
      await button(page, t.settings.topics.remove.replace('{{topic}}', 'Newsletter')).click()
      await button(page, t.settings.topics.listThis.replace('{{topic}}', 'newsletter')).waitFor()
      await button(page, t.settings.caps.add).click()
      await button(page, t.settings.topics.add).click()
    },
  },
  {
    name: 'settings saved, with undo',
    path: '/settings',
    ready: 'input',
    then: async (page, t) => {
      await button(page, t.settings.tierAdd).click()
      await button(page, t.common.save).click()
      await toast(page)
    },
    after: (page) => page.locator('.mantine-Notification-root button').first().click(),
  },
  {
    name: 'a stage set, with undo',
    path: '/customers/ada-3',
    ready: 'ol li',
    then: async (page, t) => {
      await page.getByRole('button', { name: t.customers.changeStage }).click()
      await page.getByRole('menuitem').first().click()
      await toast(page)
    },
    after: (page) => page.locator('.mantine-Notification-root button').first().click(),
  },
  {
    name: 'why not in a journey',
    path: '/customers/eva',
    ready: 'ol li',
    then: async (page, t) => {
      await page.getByRole('combobox', { name: t.whyNot.choose }).click()
      await page.getByRole('option', { name: 'Customer lifecycle' }).click()
      await page.getByText(t.whyNot.mute).waitFor()
    },
  },
  {
    name: 'large message editor',
    path: `${build}?step=welcome`,
    ready: STEP('welcome'),
    then: async (page, t) => {
      await button(page, t.inspector.message.large).click()
      await page.locator('[role="dialog"] iframe, [role="dialog"] .cm-content').first().waitFor()
    },
  },
  {
    name: 'numbers of a version',
    path: `${live}?version=1&days=30`,
    ready: STEP('welcome'),
    then: async (page, t) => {
      await page.getByRole('button', { name: /^v1/ }).click()
      await button(page, t.journeys.narrow.clear).waitFor()
    },
  },
  {
    name: 'everything paused',
    path: '/journeys',
    ready: 'tbody tr',
    then: async (page) => {
      await operate(page, 'pause', { reason: 'provider trouble' })
      await page.locator('main [role="status"]', { hasText: 'provider trouble' }).waitFor({ timeout: 30_000 })
    },
    after: (page) => operate(page, 'resume', {}),
  },
  {
    name: 'the sign-in has ended',
    path: '/customers',
    ready: 'tbody tr',
    then: async (page) => {
      await page.context().clearCookies()
      await page.locator('input').first().fill('ada')
      await dialog(page)
    },
  },
]

/** What an operator would do at the command line. */
async function operate(page: Page, order: 'pause' | 'resume', data: object): Promise<void> {
  const { origin } = new URL(page.url())
  const answer = await page.request.post(`${origin}/v1/ops/${order}`, {
    data,
    headers: { origin, 'x-perennial': '1' },
  })
  if (!answer.ok()) throw new Error(`${order} was answered with ${answer.status()}.`)
}

async function chooseFile(page: Page): Promise<void> {
  const csv = 'id,e-mail,name,plan\nbea,bea@example.com,Bea,pro\n,nobody@example.com,No Id,free\n'
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.locator('main table, main select, main input').first().waitFor()
}
