import type { Rows } from './match.ts'

/**
 * What a schema finds: keys, types, sizes. These speak of any place in a document, and stand after all that is more
 * particular.
 */
export const form: Rows = [
  [
    '{owner} has an unknown key "{key}"; remove it or correct its name.',
    '{owner}有未知的设置“{key}”，请移除它或更正名称。',
  ],
  ['{place}: this key is never allowed; remove it.', '不允许使用{place}这个名称，请移除。'],
  ['{place} holds more than {count} values; make it smaller.', '{place}包含的值超过 {count} 个，请精简。'],
  ['{place} is nested more than {count} levels deep; flatten it.', '{place}的嵌套超过 {count} 层，请减少层级。'],
  ['{place} is {unserializable}; only plain JSON is taken.', '{place}为{unserializable}，只接受普通的 JSON 值。'],
  ['{place} is missing; add it.', '缺少{place}，请填写。'],
  ['{place} is missing; it must be {rule}.', '缺少{place}，请填写（要求：{rule}）。'],
  ['{place} is empty; fill it in.', '{place}为空，请填写。'],
  ['{place}: give one of these: {jsonkinds}.', '{place}的类型不对，要求：{jsonkinds}。'],
  ['{place}: give one of {keys}.', '{place}不完整，请填写{keys}之一。'],
  ['{place}: {advice}', '{place}：{advice}'],
  ['{place} is {given}. {advice}', '{place}不能为{given}。{advice}'],
  ['{place} is {given}; it must be {rule}.', '{place}不能为{given}，要求：{rule}。'],
]
