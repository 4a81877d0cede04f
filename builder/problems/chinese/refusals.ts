import type { Rows } from './match.ts'

/** Why the server refuses what is asked of it in the builder. */
export const refusals: Rows = [
  [
    'The journey cannot be published; nothing was changed. {sentence} (and {count} more)',
    '旅程无法发布，未做任何更改。{sentence}（另有 {count} 个问题）',
  ],
  ['The journey cannot be published; nothing was changed. {sentence}', '旅程无法发布，未做任何更改。{sentence}'],
  ['{sentence} (and {count} more)', '{sentence}（另有 {count} 个问题）'],
  [
    'The journey "{id}" is {state}; only a {allowed} journey can be {wish}.',
    '旅程“{id}”处于{state}状态，只有{allowed}的旅程可以{wish}。',
  ],
  ['The journey "{id}" is not published yet. Publish it first.', '旅程“{id}”尚未发布，请先发布。'],
  [
    'The journey "{id}" keeps being changed by others. Look again and repeat.',
    '旅程“{id}”正在被其他人修改，请刷新后重试。',
  ],
  [
    'The journey "{id}" was published or paused by somebody else just now. Look again and repeat.',
    '其他人刚刚发布或暂停了旅程“{id}”，请刷新后重试。',
  ],
  ['The journey "{id}" has no version {version}.', '旅程“{id}”没有第 {version} 版。'],
  ['The journey "{id}" has nothing drawn yet. Save a draft first.', '旅程“{id}”还没有内容，请先保存草稿。'],
  [
    'The journey "{id}" has no entry with the trigger "api". Add one, or send the event it begins with.',
    '旅程“{id}”没有“通过 API 启动”的起点。请添加，或发送让客户进入的事件。',
  ],
  [
    'The enrollment "{id}" is not parked; only a parked step can be tried again.',
    '旅程经历“{id}”没有被搁置，只有被搁置的步骤可以重试。',
  ],
  ['There is no published journey "{id}".', '没有已发布的旅程“{id}”。'],
  [
    'The {thing} "{id}" is used by {users}. Take it out of there first.',
    '{thing}“{id}”正被{users}使用，请先在那里移除。',
  ],
  ['The enrollment "{id}" is {ended}; there is nothing to do in it any more.', '旅程经历“{id}”{ended}，无法再操作。'],
  [
    'No answer came for the test ({detail}). It may have arrived: look before you send another.',
    '测试没有收到答复（{detail}），可能已经送达。请先确认，再决定是否重发。',
  ],
  [
    'The test did not go out: the channel "{channelname}" could not be reached ({detail}). Check its settings and try again.',
    '测试未能发出：无法连接渠道“{channelname}”（{detail}），请检查其配置后重试。',
  ],
  ['The test was refused: {detail}.', '测试被拒绝：{detail}。'],
  ['There is no {thing} "{id}".', '{thing}“{id}”不存在。'],
  ['There is nothing at this address.', '此地址没有内容。'],
  ['Nothing is paused; all goes on already.', '没有暂停的内容，一切照常。'],
  ['This is the last admin key. Make another one first.', '这是最后一个管理员密钥，请先新建一个。'],
  ['This key is not known here, or was revoked.', '密钥未知，或已被吊销。'],
  ['This session has ended.', '登录已失效。'],
  ['Only an admin key opens the builder.', '只有管理员密钥可以登录。'],
  ['A write key can only send events. Use an admin key.', '写入密钥只能发送事件，请使用管理员密钥。'],
  ['A metrics key can only read figures. Use an admin key.', '监控密钥只能读取指标，请使用管理员密钥。'],
  ['Send an admin key as Authorization: Bearer, or log in.', '请登录。'],
  [
    'Too many wrong keys came from this address. Try again in {count} {seconds}.',
    '此地址多次使用错误的密钥，请在 {count} {seconds}后重试。',
  ],
  ['Too many previews were asked for. Try again in {count} {seconds}.', '预览过于频繁，请在 {count} {seconds}后重试。'],
  ['Too many samples were asked for. Try again in {count} {seconds}.', '抽样过于频繁，请在 {count} {seconds}后重试。'],
  ['Too many live views are open.', '打开的实时画面过多。'],
  ['The server is shutting down.', '服务器正在关闭。'],
  ['The store does not answer.', '数据库没有响应。'],
  [
    '{sentence} Whether anything was changed is not known. Try again in {count} {seconds}.',
    '{sentence}不确定是否已有更改，请在 {count} {seconds}后重试。',
  ],
  ['The disk of the store is full.', '数据库的磁盘已满。'],
  ['The disk of the store fails.', '数据库的磁盘出错。'],
  ['The file of the store may not be written.', '数据库文件不可写。'],
  ['The server cannot be reached.', '无法连接服务器。'],
  ['The server answered {status}.', '服务器返回了 {status}。'],
  [
    'The body is larger than {count} bytes, packed or unpacked. Send it in parts.',
    '内容超过 {count} 字节，请分批发送。',
  ],
  [
    'Something went wrong here; nothing is known to have changed. The log has the details under this id.',
    '服务器出错，应当没有任何更改。详情见服务器日志。',
  ],
]
