export const analytics = {
  tab: 'Results',
  lead: 'How many reached a goal, with the range the true figure lies in 95 times out of 100.',
  all: 'Everybody in the journey',
  people_one: '{{count, number}} customer',
  people_other: '{{count, number}} customers',
  noGoals: {
    title: 'No goals yet',
    lead: 'Say in the journey’s settings what it is meant to bring about, for example a second order. Then this page shows how often that happens.',
  },
  nobody: { title: 'Nobody came in yet', lead: 'Results appear as soon as the first customers enter.' },
  rate: '{{count, number}} of {{total, number}}',
  range: '{{low}} to {{high}}',
  value: 'worth {{value, number}}',
  perPerson: '{{value, number}} per customer',
  holdout: 'Did the journey make the difference?',
  holdoutLead:
    'Some customers were held out at random and got nothing. The difference between both groups is what the journey brought about.',
  split: 'Arms of “{{step}}”',
  treated: 'In the journey',
  held: 'Held out',
  better:
    '{{by}} percentage points more reach “{{goal}}” (between {{low}} and {{high}}). This is unlikely to be chance.',
  worse:
    '{{by}} percentage points fewer reach “{{goal}}” (between {{low}} and {{high}}). This is unlikely to be chance.',
  unclear:
    '“{{goal}}”: no clear difference yet (between {{low}} and {{high}} percentage points). More customers will tell.',
  against: '{{group}} against {{against}}',
  goals: 'Goals',
  againstHeld: '{{by}} points against held out ({{low}} to {{high}})',
  heat: 'Heat',
  heatOff: 'Off',
  heatVolume: 'Volume',
  heatDrop: 'Drop-off',
  heatHint: 'Colours steps by how many came, or by how many left the journey there.',
  asOf: 'As of {{time}}',
  reload: 'Count again',
  interval: '95 % interval',
}
