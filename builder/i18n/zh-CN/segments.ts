export const segments = {
  count: '当前人数',
  about: '约 {{count, number}}',
  show_one: '查看“{{name}}”的 {{count, number}} 位客户',
  show_other: '查看“{{name}}”的 {{count, number}} 位客户',
  create: '新建分群',
  saved: '已保存分群“{{name}}”',
  removed: '已移除分群“{{name}}”',
  members_one: '目前 {{total, number}} 位客户中有 {{count, number}} 位属于此分群',
  members_other: '目前 {{total, number}} 位客户中有 {{count, number}} 位属于此分群',
  membersAbout_one: '约 {{count, number}} 位客户（已查看 {{total, number}} 位）',
  membersAbout_other: '约 {{count, number}} 位客户（已查看 {{total, number}} 位）',
  examples: '例如：',
}
