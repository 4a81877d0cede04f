import { event, scenario } from './building.ts'
import { chapter } from './rules.ts'
import { oneMail } from './shared-journeys.ts'

chapter('Holdout', [
  {
    rule: 'E4 holdout: no history, nothing sent, goals recorded',
    given: scenario(
      oneMail(
        {},
        { holdout: { percent: 100 }, goals: [{ id: 'buy', event: 'Order', value: 'event.revenue', exitOnGoal: true }] },
      ),
      [event('+PT0S', 'Go'), event('+P1D', 'Order', { revenue: 30 })],
    ),
    paths: ['ada: | holdout'],
    sent: [],
    goals: ['ada buy 03-03 09:00 = 30'],
    also: ({ counts }) => {
      if (counts['j']?.['holdout'] !== 1 || counts['j']?.['entered'] !== 1)
        throw new Error('a holdout counts as an entry')
    },
  },
  {
    rule: 'E4 holdout counts as an entry: never',
    given: scenario(oneMail({}, { holdout: { percent: 100 } }), [event('+PT0S', 'Go'), event('+P1D', 'Go')]),
    paths: ['ada: | holdout'],
    refused: ['ada already-entered 03-03 09:00'],
  },
  {
    rule: 'E4 re-entry gives holdout again; who is held out is not active',
    given: scenario(oneMail({ reentry: { policy: 'after-exit' } }, { holdout: { percent: 100 } }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
    ]),
    paths: ['ada: | holdout', 'ada: | holdout'],
    refused: [],
  },
  {
    rule: 'E4 no holdout without percent',
    given: scenario(oneMail({}, { holdout: { percent: 0 } }), [event('+PT0S', 'Go')]),
    sent: ['ada hello accepted 03-02 09:00'],
  },
])
