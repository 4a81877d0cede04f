import { describe, expect } from 'vitest'
import {
  card,
  choose,
  drag,
  dropStep,
  fieldOf,
  inLane,
  inspector,
  middleOf,
  newJourney,
  openPath,
  port,
  showAll,
} from './hands.ts'
import { draftOf, meaningOf, secondPurchase } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('building by mouse', () => {
  const story = tellStories()

  story('the second-purchase journey from an empty canvas', async ({ page, shop }) => {
    const id = await newJourney(page)
    const panel = inspector(page)
    const field = (name: string) => fieldOf(panel, name)
    const step = (kind: string) => page.getByRole('dialog').getByRole('option', { name: kind, exact: true })
    await page.getByRole('textbox', { name: 'Name of the journey' }).fill(secondPurchase.name)

    // An empty canvas: even the start goes.
    await card(page, 'start').click()
    await panel.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('Every journey begins with a start').waitFor()
    await showAll(page)

    // Out of the list into lanes, and connected by drag.
    await dropStep(page, 'Start', await inLane(page, 'Purchase', 90))
    await field('Name').fill('First order')
    await panel.getByRole('button', { name: 'Only if' }).first().click()
    await field('Field').fill('event.first')
    await field('Value').fill('true')
    await panel.getByText('This means: the event’s first is').waitFor()
    await showAll(page)
    await dropStep(page, 'Wait', await inLane(page, 'Use', 90))
    await panel.getByRole('textbox', { name: 'Number' }).fill('14')
    await panel.getByText('Somebody in Europe/Berlin who arrives now goes on').waitFor()
    await drag(page, await middleOf(port(page, 'entry', 'next')), await middleOf(card(page, 'wait')))

    // The plus on the line puts the thank-you in between.
    await page.getByRole('button', { name: 'Insert a step here' }).click()
    await step('Send message').click()
    await field('Name').fill('Thank you')
    await field('Topic the customer agreed to').fill('onboarding')
    await field('Subject').fill('Thank you!')
    await field('Plain text').fill('See you soon.')

    // The plus of an open way, then dragged into its lane.
    await openPath(page, 'wait').click()
    await step('Wait for something').click()
    await field('Name').fill('Second order?')
    await panel.getByRole('textbox', { name: 'Number' }).fill('30')
    await choose(field('Stage'), 'Retention')
    await showAll(page)

    // Dragged from a way onto free ground: what shall stand there is asked.
    await drag(page, await middleOf(port(page, 'wait-for', 'bought')), await inLane(page, 'Retention', 330))
    await step('End').click()
    await panel.getByRole('textbox', { name: /reason/i }).fill('bought again')
    await openPath(page, 'wait-for', 'Too late').click()
    await step('Send message').click()
    await field('Name').fill('We miss you')
    await field('Topic the customer agreed to').fill('offers')
    await field('Subject').fill('We miss you')
    await field('Plain text').fill('Come back.')
    await showAll(page)
    await drag(page, await middleOf(card(page, 'send-2')), await inLane(page, 'Win-back', 330))
    await openPath(page, 'send-2').click()
    await step('End').click()
    await panel.getByRole('textbox', { name: /reason/i }).fill('reminded')

    // What the journey is for, and when people leave it.
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Journey settings' }).click()
    await panel.getByRole('button', { name: 'Add a goal' }).click()
    await field('Name').fill('Second order')
    await panel.getByRole('group', { name: 'Within' }).getByRole('textbox', { name: 'Number' }).fill('60')
    await field('Worth (field)').fill('event.revenue')
    await panel.getByRole('button', { name: 'Add a reason to leave' }).click()
    await field('This happens').fill('Account Deleted')

    await page.getByRole('button', { name: '0 problems' }).waitFor()
    await page.getByText(/^Saved \d/).waitFor()
    expect(meaningOf(await draftOf(shop, id))).toEqual(meaningOf({ ...secondPurchase, id }))
    await page.reload()
    await card(page, 'exit-2').waitFor()
    expect(await page.locator('[data-step-id]').count()).toBe(secondPurchase.steps.length)
  })
})
