import { zhCN } from '../../i18n/zh-CN/index.ts'
import type { Phrases, Rows } from './match.ts'

/** Words for the values one may choose among, as the forms call them. */
const VALUES: Readonly<Record<string, string>> = {
  ...zhCN.inspector.enum,
  ...zhCN.common.stage,
  ...zhCN.words.weekdayShort,
  ...zhCN.words.opName,
}

/** Names of settings and of the parts of a condition. */
const KEYS: Readonly<Record<string, string>> = {
  for: '等待时长',
  days: '天数',
  until: '等到',
  untilField: '等到客户的某个日期',
  between: '随机区间',
  cron: 'cron',
  rrule: 'RRULE',
  event: '事件',
  condition: '条件',
  interaction: '消息结果',
  add: '增加',
  spend: '扣减',
  pool: '券池',
  generate: '生成券码',
  all: '全部成立',
  any: '任一成立',
  not: '并非',
  segment: '分群',
  stage: '阶段',
  tag: '标签',
  consent: '同意',
  field: '字段',
}

const JSON_KINDS: Readonly<Record<string, string>> = {
  object: '对象',
  string: '文本',
  number: '数字',
  boolean: '是或否',
  array: '列表',
}

/** `"a", "b"`, `a, b` or `a and b`, each as a word where it is one. */
const listOf =
  (words: Readonly<Record<string, string>>) =>
  (english: string): string =>
    english
      .split(/, | and | or /)
      .map((item) => {
        const plain = item.replace(/^"(.*)"$/s, '$1')
        const word = Object.hasOwn(words, plain) ? words[plain] : undefined
        return word === undefined && plain === item ? item : `“${word ?? plain}”`
      })
      .join('、')

/** What a place in a document lies in. */
const owner: Rows = [
  ['The journey', '旅程'],
  ['The condition', '条件'],
  ['The segment', '分群'],
  ['The template', '模板'],
  ['The pool', '券池'],
  ['The scenario', '场景'],
  ['The request', '请求'],
  ['The query', '查询'],
  ['The message', '消息'],
  ['Step number {number}', '第 {number} 个步骤'],
  ['Goal number {number}', '第 {number} 个目标'],
  ['Exit number {number}', '第 {number} 条退出条件'],
  ['Note number {number}', '第 {number} 张便签'],
  ['Edge number {number}', '第 {number} 条连线'],
  ['The edge from "{step}" by "{path}"', '步骤“{step}”经“{path}”的连线'],
  ['Step "{step}"', '步骤“{step}”'],
  ['Goal "{goal}"', '目标“{goal}”'],
  ['Exit "{exit}"', '退出条件“{exit}”'],
  ['Note "{note}"', '便签“{note}”'],
]

/** What stands where something else should: as it is written, or what it is. */
const given: Rows = [
  ['null', '空值'],
  ['a list of {count}', '含 {count} 项的列表'],
  ['an object', '对象'],
  ['{value}', '{value}'],
]

const rule: Rows = [
  ['a text', '文本'],
  ['a number', '数字'],
  ['a whole number', '整数'],
  ['true or false', '是或否（true 或 false）'],
  ['a list', '列表'],
  ['an object', '对象'],
  ['null', '空值'],
  ['one of {list}', '{list}之一'],
  ['at most {count} {characters} long', '最多 {count} {characters}'],
  ['at least {count} {characters} long', '至少 {count} {characters}'],
  ['at most {count} {entries} long', '最多 {count} {entries}'],
  ['at least {count} {entries} long', '至少 {count} {entries}'],
  ['at most {count}', '不大于 {count}'],
  ['at least {count}', '不小于 {count}'],
  ['less than {count}', '小于 {count}'],
  ['more than {count}', '大于 {count}'],
  ['a multiple of {count}', '{count} 的倍数'],
  ['a thing whose keys are well formed', '各项名称格式正确'],
  ['of the form {form}', '符合格式 {form}'],
  ['something else', '其他值'],
  ['{value}', '{value}'],
]

const advice: Rows = [
  [
    'Use 1 to 64 small letters, digits and hyphens, beginning with a letter or digit.',
    '请使用 1 至 64 个小写字母、数字或连字符，以字母或数字开头。',
  ],
  ['Give a time of day such as 09:00.', '请填写时刻，例如 09:00。'],
  ['Give a time of day such as 17:30, at most 24:00.', '请填写时刻，例如 17:30，最晚 24:00。'],
  ['Give a field such as customer.birthday.', '请填写字段，例如 customer.birthday。'],
  ['Give a name that neither begins nor ends with a space.', '名称首尾不能有空格。'],
  ['Use at least six # where letters and digits shall be.', '请至少用六个 # 代表字母和数字。'],
  ['Use letters, digits and underscores, beginning with a letter.', '请使用字母、数字和下划线，以字母开头。'],
  ['Use small letters and hyphens, at most 64.', '请使用小写字母和连字符，最多 64 个。'],
  ['This name is reserved; choose another.', '此名称为保留名称，请换一个。'],
  ['Use 1 to {most} characters, none of them control characters.', '请使用 1 至 {most} 个字符，不含控制字符。'],
  ['Give an id that neither begins nor ends with a space.', '简称首尾不能有空格。'],
  ['Two topics have the id "{id}"; give each its own.', '两个主题的简称都是“{id}”，请各用不同的简称。'],
  [
    '"{per}" is not a duration; write it like P7D (days), PT36H (hours) or P1M (a month).',
    '“{per}”不是有效的时长。请写成 P7D（天）、PT36H（小时）或 P1M（月）这样的形式。',
  ],
  ['"{per}" is no time at all; give a duration such as P7D.', '时长“{per}”为零，请填写 P7D 这样的时长。'],
  ['"{per}" is more than a year; a cap counts over a year at most.', '时长“{per}”超过一年，上限最多按一年计算。'],
  ['Give the number of a version.', '请填写版本号。'],
  ['Give a whole number from 1 to {most}.', '请填写 1 至 {most} 的整数。'],
]

/** What an operator compares with. */
const wants: Rows = [
  ['a value', '一个值'],
  ['a number or a text', '数字或文本'],
  ['a list of values', '一组值'],
  ['a text', '文本'],
  ['a date such as 2026-03-01', '日期，例如 2026-03-01'],
  ['a duration', '时长'],
  ['a list of two numbers or texts, the smaller first', '两个数字或文本，较小的在前'],
]

const unserializable: Rows = [
  ['the number {number}', '{number}'],
  ['an object of a class', '类的实例'],
  ['a function', '函数'],
  ['a value of type {type}', '{type} 类型的值'],
]

const headerfault: Rows = [
  ['more than {count}', '超过 {count} 个'],
  ['{name} is there twice', '“{name}”重复'],
  ['{text} is not a header name', '{text}不是有效的名称'],
  ['{name} is set by the channel', '“{name}”由系统填写'],
  ['{name} is not a text of at most {count} characters', '“{name}”不是最多 {count} 个字符的文本'],
  ['{name} has characters no header may carry', '“{name}”含有请求头不允许的字符'],
  ['content-type must be a JSON type', '“content-type”必须是 JSON 类型'],
]

/** Things that are named by an id. */
const thing: Rows = [
  ['journey', '旅程'],
  ['segment', '分群'],
  ['template', '模板'],
  ['pool', '券池'],
  ['step', '步骤'],
  ['goal', '目标'],
  ['exit', '退出条件'],
  ['note', '便签'],
  ['customer', '客户'],
  ['enrollment', '旅程经历'],
  ['interaction', '互动'],
  ['task', '任务'],
  ['key', '密钥'],
  ['version', '版本'],
  ['channel', '渠道'],
  ['step type', '步骤类型'],
]

const cronfield: Rows = [
  ['minute', '分钟'],
  ['hour', '小时'],
  ['day of month', '日期'],
  ['month', '月份'],
  ['weekday', '星期'],
]

/** A word that follows a number, and is the same for one and for many in Chinese. */
const unit = (one: string, many: string, chinese: string): Rows => [
  [one, chinese],
  [many, chinese],
]

/** The parts of a message, as its form calls them. */
const contentpart: Rows = [
  ['subject', zhCN.inspector.message.subject],
  ['preheader', zhCN.inspector.message.preheader],
  ['text', zhCN.inspector.message.text],
  ['html', 'HTML'],
  ['mjml', 'MJML'],
  ['body', zhCN.inspector.message.body],
  ['title', zhCN.inspector.message.subject],
  ['{value}', '“{value}”'],
]

export const phrases: Phrases = {
  owner,
  contentpart,
  place: [
    ['"config.content.{contentpart}" of {owner}', '{owner}的{contentpart}'],
    ['"{field}" of {owner}', '{owner}的“{field}”'],
    ['{owner}', '{owner}'],
  ],
  given,
  rule,
  advice,
  wants,
  unserializable,
  headerfault,
  thing,
  cronfield,
  list: listOf(VALUES),
  keys: listOf(KEYS),
  jsonkinds: listOf(JSON_KINDS),
  channelname: (english) => ({ email: '邮件', sms: '短信', push: '推送' })[english] ?? english,
  channels: listOf(zhCN.messages.channel),
  op: listOf(zhCN.words.opName),
  values: listOf({}),
  round: (english) =>
    english
      .split(' starts ')
      .map((id) => id.replace(/^"(.*)"$/, '“$1”'))
      .join('启动'),
  characters: unit('character', 'characters', '个字符'),
  entries: unit('entry', 'entries', '项'),
  seconds: unit('second', 'seconds', '秒'),
  state: listOf(zhCN.journeys.status),
  allowed: listOf(zhCN.journeys.status),
  users: (english) =>
    english
      .replaceAll(/(journey|segment) "(.*?)"(?=, (?:journey|segment) "|$)/gs, (_, kind: string, name: string) => {
        return `${kind === 'journey' ? '旅程' : '分群'}“${name}”`
      })
      .replaceAll('”, ', '”、'),
  ended: (english) =>
    Object.entries(zhCN.customers.enrollmentStatus).find(([status]) => status === english)?.[1] ?? english,
  wish: (english) => ({ paused: '暂停', resumed: '恢复', stopped: '停止' })[english] ?? english,
}
