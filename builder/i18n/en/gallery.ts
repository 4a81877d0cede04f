export const gallery = {
  open: 'From a template',
  title: 'Templates',
  lead: 'Journeys that work, one stage at a time. Take one, change what you like; nothing is sent until you publish it.',
  back: 'Back to journeys',
  use: 'Use this journey',
  steps_one: '{{count}} step',
  steps_other: '{{count}} steps',
  messages_one: '{{count}} message',
  messages_other: '{{count}} messages',
  note: 'It becomes a draft of your own. Check its texts, events and topics, then simulate it.',
}
