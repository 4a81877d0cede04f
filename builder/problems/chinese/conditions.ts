import type { Rows } from './match.ts'

/** What is wrong with a condition. */
export const conditions: Rows = [
  [
    'The condition is nested {depth} levels deep; at most {most} are taken. Move a part into a segment.',
    '条件嵌套了 {depth} 层，最多 {most} 层。请把一部分移到分群中。',
  ],
  [
    'The condition has {count} tests; at most {most} are taken. Move a part into a segment.',
    '条件包含 {count} 项判断，最多 {most} 项。请把一部分移到分群中。',
  ],
  [
    'This condition can never hold: {contradiction}. Correct it, or remove what depends on it.',
    '此条件永远不成立：{contradiction}。请更正，或移除依赖它的内容。',
  ],
  ['The condition names no event; choose one.', '条件没有选择事件，请选择。'],
  ['The count has no bound; give one such as { "gte": 2 }.', '没有填写次数，请填写，例如至少 2 次。'],
  ['There is no segment "{id}"; choose another or create it.', '分群“{id}”不存在，请另选一个或新建。'],
  [
    'The condition names the topic "{topic}", which is not in the list of topics; choose one of them, or add it in the settings.',
    '条件中的主题“{topic}”不在主题列表中，请从列表中选择，或在设置中添加。',
  ],
  [
    'The condition asks for step "{step}", which does not exist; choose another.',
    '条件询问的步骤“{step}”不存在，请另选一个。',
  ],
  [
    'Nobody at step "{here}" can have passed step "{step}" before, so its outcome "{outcome}" is never seen there.',
    '到达步骤“{here}”的客户不可能经过步骤“{step}”，因此在此永远不会有结果“{outcome}”。',
  ],
  [
    'Segment "{id}" depends on itself; take the reference out of one of the segments between.',
    '分群“{id}”引用了自己，请从其间的某个分群中去掉引用。',
  ],
  ['The operator {op} compares with nothing; remove "{key}".', '比较方式{op}不需要值，请移除“{key}”。'],
  ['The condition has "value" and "valueField"; keep one of them.', '条件同时有固定值和比较字段，请只保留一个。'],
  ['The operator {op} needs a "value", not a field.', '比较方式{op}需要固定值，不能与字段比较。'],
  ['The operator {op} needs {wants}; add it as "value".', '比较方式{op}需要{wants}，请填写。'],
  ['The operator {op} needs {wants}, but "value" is {given}.', '比较方式{op}需要{wants}，但填写的是{given}。'],
  ['The condition names no field; choose one.', '条件没有选择字段，请选择。'],
  [
    'The field "{field}" begins with none of {roots}; name it like customer.country.',
    '字段“{field}”的开头须为 {roots} 之一，例如 customer.country。',
  ],
  [
    'The field "{field}" is not complete; name it like {example}.',
    '字段“{field}”不完整，请写成 {example} 这样的形式。',
  ],
  ['There is no field "{field}"; use one of {fields}.', '字段“{field}”不存在，请使用 {fields} 之一。'],
  [
    'The field "{field}" reaches into the machinery; name a property of the customer or event.',
    '不能使用字段“{field}”，请使用客户或事件的属性。',
  ],
  ['The pattern is longer than {count} characters; shorten it.', '匹配模式超过 {count} 个字符，请缩短。'],
  [
    'The pattern cannot be read ({patternfault}); lookaround and backreferences are not supported.',
    '匹配模式无法识别（{patternfault}）。不支持环视和反向引用。',
  ],
  ['The pattern repeats too much; use smaller numbers in its braces.', '匹配模式重复过多，请减小花括号中的数字。'],
]

/** Why a condition can never hold, within a sentence. */
export const contradiction: Rows = [
  ['it asks for one of none', '条件组中一项也没有'],
  ['what it denies always holds', '被否定的内容总是成立'],
  ['"{field}" is compared with an empty list', '“{field}”与空列表比较'],
  [
    '"{field}" cannot be between {min} and {max}, the larger comes first',
    '“{field}”的范围从 {min} 到 {max}，较大的在前',
  ],
  ['no number is at least {min} and at most {max}', '次数不可能既至少为 {min} 又至多为 {max}'],
  ['nobody is in the stages {list} at once', '没有人同时处于{list}阶段'],
  ['"{field}" cannot be missing and have a value', '“{field}”不可能既未知又有值'],
  ['"{field}" cannot be {value} and something else', '“{field}”不可能既为 {value} 又为其他值'],
  ['"{field}" cannot be above {min} and below {max}', '“{field}”不可能既大于 {min} 又小于 {max}'],
  ['"{field}" cannot be above and below {value}', '“{field}”不可能既大于又小于 {value}'],
  ['"{field}" cannot be {values} at once', '“{field}”不可能同时为{values}'],
  ['"{field}" is {value}, which is not in the list', '“{field}”为 {value}，但它不在列表中'],
]

/** What the library for patterns says. */
export const patternfault: Rows = [
  ['error parsing regexp: {patternfaultname}: `{part}`', '{patternfaultname}：{part}'],
  ['error parsing regexp: {patternfaultname}', '{patternfaultname}'],
  ['{detail}', '{detail}'],
]

export const patternfaultname: Rows = [
  ['missing closing )', '缺少右括号 )'],
  ['unexpected )', '多余的右括号 )'],
  ['missing closing ]', '缺少右方括号 ]'],
  ['missing argument to repetition operator', '重复符号前没有内容'],
  ['invalid nested repetition operator', '重复符号不能叠加'],
  ['invalid repeat count', '重复次数无效'],
  ['bad repetition operator', '重复符号无效'],
  ['invalid character class range', '字符范围无效'],
  ['invalid character class', '字符类无效'],
  ['invalid escape sequence', '转义无效'],
  ['trailing backslash at end of expression', '末尾有多余的反斜杠'],
  ['invalid named capture', '命名分组无效'],
  ['invalid or unsupported Perl syntax', '不支持的语法'],
  ['duplicate capture group name', '分组重名'],
  ['expression nests too deeply', '嵌套过深'],
  ['expression too large', '模式过大'],
  ['{other}', '{other}'],
]
