import { describe, expect } from 'vitest'
import { card, journeyIn } from './hands.ts'
import { keysOf } from './keys.ts'
import { draftOf, meaningOf, secondPurchase } from './second-purchase.ts'
import { tellStories } from './story.ts'

describe('building by keyboard only', () => {
  const story = tellStories()

  story('the second-purchase journey from an empty canvas', async ({ page, shop }) => {
    const { press, write, tabTo, onCard, inDialog, pick } = keysOf(page)
    await page.goto('/journeys')
    await page.getByRole('button', { name: 'New journey' }).first().waitFor()
    await tabTo(/^New journey$/)
    await press('Enter')
    await card(page, 'start').waitFor()
    const id = journeyIn(page)
    await tabTo(/^Name of the journey$/)
    await press('Control+a')
    await write(secondPurchase.name)

    // An empty canvas, and a start on it. The cards together are one stop of the Tab key.
    await tabTo(/^Start, Start, step 1 of 1 in Awareness/)
    await press('Delete')
    await page.getByText('Every journey begins with a start').waitFor()
    await tabTo(/^Add a start$/)
    await press('Enter')
    await onCard('entry')

    const toStage = async (stage: string, step: string): Promise<void> => {
      await press('m')
      await inDialog()
      await tabTo(new RegExp(`^${stage}$`))
      await press('Enter')
      await onCard(step)
    }
    const addAfter = async (step: string, kind: string, added: string): Promise<void> => {
      await onCard(step)
      await press('a')
      await pick(kind)
      await onCard(added)
    }
    await toStage('Purchase', 'entry')
    await addAfter('entry', 'send message', 'send')
    await addAfter('send', 'wait', 'wait')
    await toStage('Use', 'wait')
    await addAfter('wait', 'wait for something', 'wait-for')
    await toStage('Retention', 'wait-for')
    await addAfter('wait-for', 'end', 'exit')
    // Back up, and along the other way.
    await press('Escape', 'ArrowUp')
    await addAfter('wait-for', 'send message', 'send-2')
    await toStage('Win-back', 'send-2')
    await addAfter('send-2', 'end', 'exit-2')

    // F finds a step, Enter goes into its form, Escape back to its card.
    const fill = async (step: string, fields: [RegExp, string][]): Promise<void> => {
      await press('f')
      await pick(step)
      await onCard(step)
      await press('Enter')
      for (const [label, value] of fields) {
        await tabTo(label)
        await press('Control+a')
        await write(value)
      }
      await press('Escape')
      await press('Escape')
      await onCard(step)
    }
    await fill('exit-2', [[/^Reason/, 'reminded']])
    await fill('send-2', [
      [/^Topic/, 'offers'],
      [/^Subject$/, 'We miss you'],
      [/^Plain text$/, 'Come back.'],
    ])
    await fill('exit', [[/^Reason/, 'bought again']])
    await fill('wait-for', [[/^Number$/, '30']])
    await fill('wait', [[/^Number$/, '14']])
    await fill('send', [
      [/^Topic/, 'onboarding'],
      [/^Subject$/, 'Thank you!'],
      [/^Plain text$/, 'See you soon.'],
    ])

    // Names: the form of a step begins with its name.
    for (const [step, name] of Object.entries(NAMES)) {
      await press('f')
      await pick(step)
      await onCard(step)
      await press('Enter')
      await write(name)
      await press('Escape')
      await onCard(step)
    }

    // The start takes first orders only.
    await press('f')
    await pick('entry')
    await onCard('entry')
    await press('Enter')
    await tabTo(/^Only if$/)
    await press('Enter')
    await tabTo(/^Field/)
    await press('Control+a')
    await write('event.first')
    await tabTo(/^Value$/)
    await write('true')

    // Goal and exit rule, through the list of everything that can be done.
    await press('Control+k')
    await pick('Journey settings')
    await tabTo(/^Add a goal$/)
    await press('Enter')
    await tabTo(/^Name$/)
    await write('Second order')
    await tabTo(/^Number$/)
    await write('60')
    await tabTo(/^Worth/)
    await write('event.revenue')
    await tabTo(/^Add a reason to leave$/)
    await press('Enter')
    await tabTo(/^This happens/)
    await write('Account Deleted')

    await page.getByRole('button', { name: '0 problems' }).waitFor()
    await page.getByText(/^Saved \d/).waitFor()
    expect(meaningOf(await draftOf(shop, id))).toEqual(meaningOf({ ...secondPurchase, id }))
  })
})

const NAMES = { entry: 'First order', send: 'Thank you', 'wait-for': 'Second order?', 'send-2': 'We miss you' }
