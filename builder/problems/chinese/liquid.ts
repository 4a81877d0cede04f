import type { Rows } from './match.ts'

/** Mistakes in the texts of messages, with their line. */
export const liquid: Rows = [
  ['{place}, line {line}, column {column}: {liquidfault}', '{place}第 {line} 行第 {column} 列：{liquidfault}'],
  ['{owner}, "mjml", line {line}: {mjmlfault}', '{owner}的 MJML 第 {line} 行：{mjmlfault}'],
  [
    '"{contentpart}" of the content, line {line}, column {column}: {liquidfault}',
    '{contentpart}第 {line} 行第 {column} 列：{liquidfault}',
  ],
  ['"mjml" of the content, line {line}: {mjmlfault}', '内容的 MJML 第 {line} 行：{mjmlfault}'],
  [
    '"{contentpart}", line {line}, column {column}: {liquidfault}',
    '{contentpart}第 {line} 行第 {column} 列：{liquidfault}',
  ],
  ['Line {line}, column {column}: {liquidfault}', '第 {line} 行第 {column} 列：{liquidfault}'],
]

/** What is said of Liquid: our own sentences, and those of the library. */
export const liquidfault: Rows = [
  ['Unknown filter "{name}".', '未知的过滤器“{name}”。'],
  ['Unknown tag "{name}".', '未知的标签“{name}”。'],
  ['Output {part} not closed.', '输出{part}没有结束，缺少 }}。'],
  ['Tag {part} not closed.', '标签 {part} 没有结束。'],
  ['Raw {part} not closed.', 'raw 标签 {part} 没有结束。'],
  ['Invalid value expression: {part}.', '无法识别的值：{part}。'],
  ['Unexpected token {part}, value expected.', '{part}处缺少值。'],
  ['Unexpected character {part}.', '{part}处有多余的字符。'],
  ['Unexpected token {part}.', '{part}处有多余的内容。'],
  ['Illegal tag: {part}.', '标签 {part} 不可用。'],
  ['Illegal tag syntax, tag name expected.', '缺少标签名称。'],
  ['Illegal liquid tag syntax.', '标签的写法不对。'],
  ['Expected filter name.', '缺少过滤器名称。'],
  ['Expected variable name.', '缺少变量名称。'],
  ['Expected "|" before filter.', '过滤器之前缺少“|”。'],
  ['Expected ":" after filter name.', '过滤器名称之后缺少“:”。'],
  ['Expected "=".', '缺少“=”。'],
  ['Expected "{part}".', '缺少“{part}”。'],
  ['[ not closed.', '缺少右方括号 ]。'],
  ['Invalid range syntax.', '范围的写法不对。'],
  ['Unbalanced parentheses.', '括号不成对。'],
  ['Empty candidates: {part}.', '{part}没有可选的值。'],
  ['Duplicated else.', 'else 重复出现。'],
  ['Unexpected elsif after else.', 'elsif 不能在 else 之后。'],
  ['Block tag cannot be nested.', 'block 标签不能嵌套。'],
  ["Every line of an inline comment must start with a '#' character.", '行内注释的每一行都要以 # 开头。'],
  ['Invalid capture name.', 'capture 的名称不可用。'],
  ['Blocks are nested too deeply; at most {count} levels are allowed.', '标签嵌套过深，最多 {count} 层。'],
  ['The text is too long; at most {count} characters are allowed.', '文本过长，最多 {count} 个字符。'],
  ['The text becomes longer than {count} characters; shorten it.', '文本展开后超过 {count} 个字符，请缩短。'],
  ['The text handles too much data; shorten its loops and values.', '文本处理的数据过多，请减少循环和值。'],
  ['The text does too much; shorten its loops.', '文本的运算过多，请减少循环。'],
  ['{other}', '{other}'],
]

/** What the library for MJML says. */
export const mjmlfault: Rows = [
  ["Element {name} doesn't exist or is not registered.", '标签 {name} 不存在。'],
  ['Attribute {name} is illegal.', '属性 {name} 不可用。'],
  ['Attributes {name} are illegal.', '属性 {name} 不可用。'],
  ['Attribute {name} has invalid value: {value} for type {type}.', '属性 {name} 的值 {value} 不可用（类型：{type}）。'],
  [
    '{name} cannot be used inside {parent}, only inside: {allowed}.',
    '{name} 不能放在 {parent} 中，只能放在：{allowed}。',
  ],
  ['mj-include cannot be used; put the text itself in its place.', '不能使用 mj-include，请直接写入内容。'],
  [
    '</{tag}> closes nothing; remove it or open <{same}> before.',
    '</{tag}> 没有对应的开始标签，请移除它，或在前面加上开始标签。',
  ],
  ['<{tag}> is not closed; add </{same}>.', '<{tag}> 没有结束，请加上结束标签。'],
  ['{other}', '{other}'],
]
