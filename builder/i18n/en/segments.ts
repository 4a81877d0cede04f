export const segments = {
  create: 'New segment',
  count: 'Customers now',
  about: 'about {{count, number}}',
  show_one: 'Show {{count, number}} customer of “{{name}}”',
  show_other: 'Show {{count, number}} customers of “{{name}}”',
  saved: 'Segment “{{name}}” is saved',
  removed: 'Segment “{{name}}” was removed',
  members_one: '{{count, number}} of {{total, number}} customers belongs to it now',
  members_other: '{{count, number}} of {{total, number}} customers belong to it now',
  membersAbout_one: 'About {{count, number}} customer, as far as {{total, number}} were looked at',
  membersAbout_other: 'About {{count, number}} customers, as far as {{total, number}} were looked at',
  examples: 'For example:',
}
