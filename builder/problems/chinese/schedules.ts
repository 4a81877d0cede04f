import type { Rows } from './match.ts'

/** What is wrong with a cron line or a recurrence rule, within a sentence. */
export const schedulefault: Rows = [
  ['a cron schedule is a text of five fields, such as {example}', 'cron 计划由五个字段组成，例如{example}'],
  ['"{line}" never fires: there is no such day', '“{line}”永远不会触发，没有这样的日期'],
  [
    '"{line}" is not a cron schedule: it needs five fields (minute, hour, day, month, weekday)',
    '“{line}”不是 cron 计划，需要五个字段（分、时、日、月、星期）',
  ],
  ['"{line}" is not a cron schedule', '“{line}”不是 cron 计划'],
  [
    '"{item}" is no {cronfield} in a cron schedule: use {min} to {max}, *, ranges (a-b) or steps (*/n)',
    'cron 计划中的“{item}”不是有效的{cronfield}，请使用 {min} 至 {max}、*、范围（a-b）或步长（*/n）',
  ],
  ['a recurrence rule is a text such as {example}', '重复规则是{example}这样的文本'],
  ['"{rule}" never happens: no date fits all of its parts', '“{rule}”永远不会发生，没有日期符合全部条件'],
  ['a recurrence rule has at most {count} characters', '重复规则最多 {count} 个字符'],
  ['"{rule}" needs a FREQ part, such as FREQ=WEEKLY', '“{rule}”缺少 FREQ，例如 FREQ=WEEKLY'],
  ['"{rule}" has both COUNT and UNTIL: keep one of them', '“{rule}”同时有 COUNT 和 UNTIL，请只保留一个'],
  [
    '"{line}" must be DTSTART:20260302T090000; the zone is the trigger\'s timeZone',
    '“{line}”应写成 DTSTART:20260302T090000，时区以触发条件的时区为准',
  ],
  ['"{part}" is not a part of a recurrence rule', '“{part}”不是重复规则的组成部分'],
  ['"{part}" has a value that {name} does not take', '“{part}”的值不能用于 {name}'],
  ['{name} is given twice', '{name} 重复出现'],
  ['"{text}" is not a date such as 20260302T090000', '“{text}”不是 20260302T090000 这样的日期'],
]
