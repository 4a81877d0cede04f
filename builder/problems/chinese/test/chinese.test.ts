import { describe, expect, it } from 'vitest'
import { en } from '../../../i18n/en/index.ts'
import { zhCN } from '../../../i18n/zh-CN/index.ts'
import { inChinese } from '../index.ts'
import { everyProblem } from './every-problem.ts'

const problems = everyProblem()

describe('every sentence of the engine', () => {
  it('is said in Chinese', () => {
    expect(sentences().filter((sentence) => inChinese(sentence) === null)).toEqual([])
  })

  it('keeps no English word of its own', () => {
    const mixed = sentences()
      .map((sentence) => [sentence, inChinese(sentence) ?? ''] as const)
      .filter(([, chinese]) => /[a-z]{3,}/i.test(ownWords(chinese)))
    expect(mixed).toEqual([])
  })

  it('has a short word for its code in both languages', () => {
    const codes = [...new Set(problems.map(({ code }) => code))].sort()
    for (const { codes: texts } of [en.editor.problems, zhCN.editor.problems]) {
      expect(codes.filter((code) => !Object.hasOwn(texts, code))).toEqual([])
    }
  })
})

it.each([
  [
    'Step "later" has an unknown key "fro"; remove it or correct its name.',
    '步骤“later”有未知的设置“fro”，请移除它或更正名称。',
  ],
  [
    '"config.weekdays[0]" of step "hours" is "Monday"; it must be one of "mon", "tue".',
    '步骤“hours”的“config.weekdays[0]”不能为“Monday”，要求：“周一”、“周二”之一。',
  ],
  ['Step "gift" has add and spend; keep one of them.', '步骤“gift”同时填写了“增加”、“扣减”，请只保留一个。'],
  [
    '"caps[0].per" of the request: "P2Y" is more than a year; a cap counts over a year at most.',
    '请求的“caps[0].per”：时长“P2Y”超过一年，上限最多按一年计算。',
  ],
  [
    'These quiet hours and those of the journey "Welcome" leave no time between them, so it could send nothing; leave some time of the week free, or change the journey first.',
    '此免打扰时段与旅程“Welcome”的免打扰时段合起来没有间隙，该旅程将无法发送任何消息，请在一周中留出可发送的时间，或先修改该旅程。',
  ],
  [
    'The quiet hours name the channel "fax", which is not known here; choose one of email, sms.',
    '免打扰时段的渠道“fax”未知，请选择“邮件”、“短信”之一。',
  ],
  ['Too many previews were asked for. Try again in 1 second.', '预览过于频繁，请在 1 秒后重试。'],
  ['Too many previews were asked for. Try again in 3 seconds.', '预览过于频繁，请在 3 秒后重试。'],
  [
    '"config.arms" of step "s" is a list of 0; it must be at least 1 entry long.',
    '步骤“s”的“config.arms”不能为含 0 项的列表，要求：至少 1 项。',
  ],
  // Why customers are parked.
  ['The step "old" does not exist in version 3.', '版本 3 中没有步骤“old”。'],
  ['Version 3 has no step "old".', '版本 3 中没有步骤“old”。'],
  ['More than 100 steps without a wait.', '连续执行了 100 个以上的步骤，其间没有等待。'],
  ['Steps and events of this customer set each other off without end.', '该客户的步骤与事件互相触发，没有尽头。'],
  ['There is no template "spring".', '模板“spring”不存在。'],
  ['The number of points came out as "lots".', '积分数量的计算结果为“lots”，不是可用的数字。'],
  ['"orders" cannot be counted up by "x": that came to no number.', '无法给“orders”累加“x”：结果不是数字。'],
  ['"orders" cannot be counted up: it holds something else than a number.', '无法累加“orders”：它现在的值不是数字。'],
  [
    'This process has no step type "gift". Start all processes with the code that has it, then retry.',
    '服务器上没有步骤类型“gift”。请运维人员用包含它的代码启动全部进程，然后重试。',
  ],
  [
    '"text" of the content, line 1, column 21: Expected "|" before filter.',
    '纯文本第 1 行第 21 列：过滤器之前缺少“|”。',
  ],
  [
    '"config.content.subject" of step "hello", line 1, column 4: Unknown filter "up".',
    '步骤“hello”的标题第 1 行第 4 列：未知的过滤器“up”。',
  ],
  ['"subject", line 1, column 4: Unknown filter "up".', '标题第 1 行第 4 列：未知的过滤器“up”。'],
  // What a person wrote may look like a part of the sentence.
  [
    '"id" of the journey is "a. b; it must be c". Use 1 to 64 small letters, digits and hyphens, beginning with a letter or digit.',
    '旅程的“id”不能为“a. b; it must be c”。请使用 1 至 64 个小写字母、数字或连字符，以字母或数字开头。',
  ],
  [
    'The journey "a" is live; only a paused or stopped journey can be resumed.',
    '旅程“a”处于“运行中”状态，只有“已暂停”、“已停止”的旅程可以恢复。',
  ],
  [
    'The journey cannot be published; nothing was changed. There is no segment "x"; choose another or create it. (and 2 more)',
    '旅程无法发布，未做任何更改。分群“x”不存在，请另选一个或新建。（另有 2 个问题）',
  ],
  [
    'The segment "Regulars" is used by journey "Care", segment "Not regular". Take it out of there first.',
    '分群“Regulars”正被旅程“Care”、分群“Not regular”使用，请先在那里移除。',
  ],
  ['The enrollment "e1" is completed; there is nothing to do in it any more.', '旅程经历“e1”已完成，无法再操作。'],
  [
    'The test did not go out: the channel "email" could not be reached (ECONNREFUSED). Check its settings and try again.',
    '测试未能发出：无法连接渠道“邮件”（ECONNREFUSED），请检查其配置后重试。',
  ],
])('%s', (english, chinese) => {
  expect(inChinese(english)).toBe(chinese)
})

it('says nothing of sentences it does not know', () => {
  expect(inChinese('Nobody lives in UTC; choose a place.')).toBeNull()
})

function sentences(): string[] {
  return [...new Set(problems.map(({ message }) => message))]
}

/** Without what people wrote (in quotes, lists, objects or code), examples, and names that are the same everywhere. */
function ownWords(chinese: string): string {
  return chinese
    .replaceAll(/“[^”]*”|"[^"]*"|\{[{%].*?[%}]\}|\[.*?\]|\{.*?\}/gs, '')
    .replaceAll(/\b(customer|event|entry|vars|loyalty|score)\.(\w+)?|Asia\/Shanghai|https?:\/\//g, '')
    .replaceAll(
      /\b(true|false|cron|RRULE|DTSTART|FREQ|COUNT|UNTIL|WEEKLY|HTML|MJML|JSON|API|GET|POST|Infinity|NaN)\b/g,
      '',
    )
    .replaceAll(/\b(raw|else|elsif|block|capture)\b/g, '')
}
