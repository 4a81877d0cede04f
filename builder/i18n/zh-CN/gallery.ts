export const gallery = {
  open: '从模板新建',
  title: '模板',
  lead: '按阶段整理的成熟旅程。选一个，随意修改；发布之前不会发送任何内容。',
  back: '返回旅程列表',
  use: '使用此旅程',
  steps_one: '{{count}} 个步骤',
  steps_other: '{{count}} 个步骤',
  messages_one: '{{count}} 条消息',
  messages_other: '{{count}} 条消息',
  note: '它会成为您自己的草稿。请检查文案、事件和主题，然后模拟一遍。',
}
