import type { Rows } from './match.ts'

/** What step types say of their settings, and what is wrong with durations, zones and rules. */
export const steps: Rows = [
  [
    '{value} is not a duration; write it like P3D (days), PT36H (hours) or P1M (a month).',
    '{value}不是有效的时长。请写成 P3D（天）、PT36H（小时）或 P1M（月）这样的形式。',
  ],
  ['{duration} is no time at all; give a duration such as P7D.', '时长{duration}为零，请填写 P7D 这样的时长。'],
  ['{value} goes backwards; remove the minus.', '时长{value}是负数，请去掉负号。'],
  [
    'Step "{step}" names the topic "{topic}", which is not in the list of topics; choose one of them, or add it in the settings.',
    '步骤“{step}”的主题“{topic}”不在主题列表中，请从列表中选择，或在设置中添加。',
  ],
  [
    'No event named "{event}" has come in yet; did you mean "{meant}"?',
    '尚未收到过名为“{event}”的事件，是否应为“{meant}”？',
  ],
  [
    'Nobody scores customers yet, so "{field}" is missing for everybody; ask for something else.',
    '目前没有客户评分，“{field}”对所有人都为空，请改用其他条件。',
  ],
  [
    'No value named "{field}" has come in yet; did you mean "{meant}"?',
    '尚未收到过名为“{field}”的数据，是否应为“{meant}”？',
  ],
  [
    'Step "{step}" names the channel "{channel}", which is not known here; choose one of {channels}.',
    '步骤“{step}”的渠道“{channel}”未知，请选择{channels}之一。',
  ],
  [
    'The quiet hours name the channel "{channel}", which is not known here; choose one of {channels}.',
    '免打扰时段的渠道“{channel}”未知，请选择{channels}之一。',
  ],
  [
    'There is no time zone {value}; use a name such as Europe/Berlin.',
    '时区{value}不存在，请使用 Asia/Shanghai 这样的名称。',
  ],
  [
    'Step "{step}" waits for more than two years. Check that this is meant.',
    '步骤“{step}”要等待两年以上，请确认是否有意如此。',
  ],
  [
    'Step "{step}" waits at least {min} and at most {max}. Make the first the shorter one.',
    '步骤“{step}”最短等待 {min}，最长等待 {max}。请让前者更短。',
  ],
  [
    'Step "{step}" waits until "{date}", which is no date-time. Give one such as 2026-05-10T09:00.',
    '步骤“{step}”等到“{date}”，但这不是日期时间。请写成 2026-05-10T09:00 这样的形式。',
  ],
  [
    'Step "{step}" waits for a weekday but names none. Choose at least one.',
    '步骤“{step}”等待某个星期几，但没有选择。请至少选择一天。',
  ],
  ['Step "{step}" at {field} needs one of {keys}.', '步骤“{step}”的“{field}”需要填写{keys}之一。'],
  ['Step "{step}" needs one of {keys}.', '步骤“{step}”需要填写{keys}之一。'],
  ['Step "{step}" at {field} has {keys}; keep one of them.', '步骤“{step}”的“{field}”同时填写了{keys}，请只保留一个。'],
  ['Step "{step}" counts days: give the time of day it ends at.', '步骤“{step}”按天数等待，请填写结束的时刻。'],
  [
    'Step "{step}" has a time of day that belongs to "for" or "days" only. Remove it.',
    '步骤“{step}”的时刻只能与“等待时长”或“天数”一起使用，请移除。',
  ],
  [
    'Path "{path}" of step "{step}" has "where" without an event. Remove it.',
    '步骤“{step}”的路径“{path}”有附加条件却没有事件，请移除附加条件。',
  ],
  [
    'Step "{step}" has no timeout, so customers may stay there for good.',
    '步骤“{step}”没有最长等待时间，客户可能永远停留在此。',
  ],
  ['Step "{step}" needs weekdays, or hours from and to.', '步骤“{step}”需要选择星期，或填写起止时刻。'],
  ['Step "{step}" has only one end of its hours. Give "from" as well.', '步骤“{step}”只有结束时刻，请填写开始时刻。'],
  ['Step "{step}" has only one end of its hours. Give "to" as well.', '步骤“{step}”只有开始时刻，请填写结束时刻。'],
  ['Step "{step}" allows no weekday. Choose at least one.', '步骤“{step}”没有选择任何星期，请至少选择一天。'],
  [
    'Step "{step}" has a window from {from} to {to}, which holds no time. Change one.',
    '步骤“{step}”的窗口从 {from} 到 {to}，不含任何时间，请修改其中一个。',
  ],
  [
    'Arm "{path}" of step "{step}" has the weight {weight}. Give 0 or more.',
    '步骤“{step}”的分组“{path}”权重为 {weight}，请填写 0 或更大的数。',
  ],
  [
    'The weights of step "{step}" add up to nothing. Give one above 0.',
    '步骤“{step}”的权重合计为 0，请至少填写一个大于 0 的权重。',
  ],
  [
    'Step "{step}" sends by {channelname} without a topic. Name the topic the customer must have agreed to.',
    '步骤“{step}”通过{channelname}发送，但没有主题。请填写客户须已同意的主题。',
  ],
  [
    'Step "{step}" asks without a topic. Name the topic the customer must have agreed to.',
    '步骤“{step}”的问卷没有主题。请填写客户须已同意的主题。',
  ],
  [
    'Step "{step}" has nothing to send. Give a template or content.',
    '步骤“{step}”没有可发送的内容，请选择模板或填写内容。',
  ],
  [
    'Step "{step}" calls "{url}". Give an address that begins with https:// or http://.',
    '步骤“{step}”调用的“{url}”不可用，请填写以 https:// 或 http:// 开头的地址。',
  ],
  [
    'Step "{step}" calls "{url}", which is no address. Give one such as https://example.com/hook.',
    '步骤“{step}”调用的“{url}”不是有效的地址。请写成“https://example.com/hook”这样的形式。',
  ],
  [
    'Step "{step}" has a user or password in its address. Use a header.',
    '步骤“{step}”的地址中含有用户名或密码，请改用请求头。',
  ],
  [
    'Step "{step}" cannot send its headers: {headerfault}. Change or remove it.',
    '步骤“{step}”的请求头无法发送：{headerfault}。请修改或移除。',
  ],
  [
    'Step "{step}" has a body, which a call by GET cannot carry, so it fails. Remove the body or choose POST.',
    '步骤“{step}”用 GET 调用，不能携带请求体，调用会失败。请移除请求体，或改用 POST。',
  ],
  [
    'Step "{step}" writes "{key}". Use one name after "vars.", without further dots.',
    '步骤“{step}”写入的“{key}”不可用：“vars.”之后只能有一个名称，不能再有点号。',
  ],
  ['Step "{step}" writes "{key}". Choose another name.', '步骤“{step}”写入的“{key}”不可用，请换一个名称。'],
  [
    'Step "{step}" books {amount} points. Give a number above 0; "spend" takes points away.',
    '步骤“{step}”的积分为 {amount}，请填写大于 0 的数。要减少积分，请选择“扣减”。',
  ],
  [
    'The coupon of step "{step}" expires "{expires}". Give a duration such as P30D or a date.',
    '步骤“{step}”的优惠券有效期“{expires}”不可用，请填写 P30D 这样的时长或一个日期。',
  ],
  ['Step "{step}" waits for its task. Say how long with "dueIn".', '步骤“{step}”等待任务完成，请填写期限。'],
  [
    'The key of entry "{step}" must be a value of the entry event, such as event.orderId.',
    '步骤“{step}”用来区分各次经历的值必须来自入口事件，例如 event.orderId。',
  ],
  ['This schedule cannot be used: {schedulefault}.', '此计划不可用：{schedulefault}。'],
  [
    'The quiet hours begin and end at {time}; give them a length or remove them.',
    '免打扰时段的开始和结束都是 {time}，请修改或移除。',
  ],
  [
    'The quiet hours never end, so nothing could be sent; leave some time of the week free.',
    '免打扰时段没有结束，将无法发送任何消息，请在一周中留出可发送的时间。',
  ],
  [
    'The quiet hours of the journey and those of the workspace ({from} to {to}) leave no time between them, so nothing could be sent; leave some time of the week free.',
    '旅程的免打扰时段与工作区的免打扰时段（{from} 至 {to}）合起来没有间隙，将无法发送任何消息，请在一周中留出可发送的时间。',
  ],
  [
    'These quiet hours and those of the journey "{name}" leave no time between them, so it could send nothing; leave some time of the week free, or change the journey first.',
    '此免打扰时段与旅程“{name}”的免打扰时段合起来没有间隙，该旅程将无法发送任何消息，请在一周中留出可发送的时间，或先修改该旅程。',
  ],
  [
    'The weights of step "{step}" add up to more than can be counted. Give smaller ones.',
    '步骤“{step}”的权重合计过大，请填写较小的权重。',
  ],
  [
    'Step "{step}" counts "{key}" up by "{amount}". Give a number, or a text such as {{ event.amount }}.',
    '步骤“{step}”将“{key}”累加“{amount}”，请填写数字，或 {{ event.amount }} 这样的文本。',
  ],
  [
    'Step "{step}" writes "{key}". Traits are named without "customer.": write "{name}".',
    '步骤“{step}”写入了“{key}”。客户属性的名称不带“customer.”，请写成“{name}”。',
  ],
  [
    'Entry "{step}" goes by the date in "{field}". Name one of the customer, such as customer.birthday.',
    '入口“{step}”依据的日期是“{field}”，请选择客户的日期字段，例如 customer.birthday。',
  ],
  [
    'A segment knows the customer only, so {what} is never there. Ask for it in the journey instead.',
    '分群只了解客户本身，因此 {what} 在这里永远不存在，请改在旅程中判断。',
  ],
  [
    'The quiet hours hold on no day; choose days or remove "weekdays".',
    '免打扰时段没有选择任何星期，请选择，或不限星期。',
  ],
  ['{owner} has no cause; give it "event" or "when".', '{owner}没有触发条件，请选择事件或条件。'],
  ['{owner} has "event" and "when"; keep one of them.', '{owner}同时有事件和条件，请只保留一个。'],
  ['{owner} names no event; choose one.', '{owner}没有选择事件，请选择。'],
  [
    '{owner} has "where" without an event; use "when" or name the event.',
    '{owner}有附加条件却没有事件，请改用条件或选择事件。',
  ],
  ['{owner} has {keys}; keep one of them.', '{owner}同时填写了{keys}，请只保留一个。'],
  ['Template "{id}" is empty; give it a text, html or mjml.', '模板“{id}”没有内容，请填写文本、HTML 或 MJML。'],
  [
    'Step "{step}" cannot be used: {fault}. Mend its code.',
    '步骤“{step}”无法使用，它的代码有误，请联系开发人员：{fault}。',
  ],
]
