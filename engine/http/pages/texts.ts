import type { Language } from './page.ts'

/** The words of the pages for customers and colleagues. */
const en = {
  goneTitle: 'This link does not work',
  goneText: 'It may be incomplete. Copy the whole link from the message and try again.',
  unsubscribeTitle: 'Unsubscribe?',
  unsubscribeTopic: (channel: string, topic: string) => `You will get no more messages about “${topic}” by ${channel}.`,
  unsubscribeAll: (channel: string) => `You will get no more messages by ${channel}.`,
  unsubscribeButton: 'Unsubscribe',
  unsubscribedTitle: 'You are unsubscribed',
  unsubscribedText: 'Nothing more will be sent to you about this. You can close this page.',
  answerTitle: 'Your answer',
  answerHint: (low: number, high: number) => `From ${low} (lowest) to ${high} (highest). You can still change it.`,
  answerButton: 'Send answer',
  answeredTitle: 'Thank you',
  answeredText: 'Your answer has been recorded. You can close this page.',
  taskDue: (at: string) => `Due ${at}`,
  taskButton: 'Mark as done',
  taskDone: 'This task is done. You can close this page.',
}
export type Texts = typeof en

const zh: Texts = {
  goneTitle: '此链接无效',
  goneText: '链接可能不完整。请从消息中复制完整的链接后重试。',
  unsubscribeTitle: '确认退订？',
  unsubscribeTopic: (channel, topic) => `您将不再通过 ${channel} 收到关于“${topic}”的消息。`,
  unsubscribeAll: (channel) => `您将不再通过 ${channel} 收到任何消息。`,
  unsubscribeButton: '退订',
  unsubscribedTitle: '您已退订',
  unsubscribedText: '我们不会再就此向您发送消息。您可以关闭此页面。',
  answerTitle: '您的回答',
  answerHint: (low, high) => `从 ${low}（最低）到 ${high}（最高）。您仍可以修改。`,
  answerButton: '提交回答',
  answeredTitle: '谢谢',
  answeredText: '您的回答已记录。您可以关闭此页面。',
  taskDue: (at) => `截止时间：${at}`,
  taskButton: '标记为已完成',
  taskDone: '此任务已完成。您可以关闭此页面。',
}

export const TEXTS: Record<Language, Texts> = { en, zh }
