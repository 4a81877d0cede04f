import type { StepTexts } from '../sdk.ts'

const en: StepTexts = {
  name: 'Survey',
  description: 'Asks one question with answers to click on: recommendation (NPS), satisfaction (CSAT) or effort (CES).',
  paths: {
    promoter: 'Promoter (9 or 10)',
    passive: 'Passive (7 or 8)',
    detractor: 'Detractor (0 to 6)',
    satisfied: 'Satisfied',
    neutral: 'Neutral',
    dissatisfied: 'Dissatisfied',
    timeout: 'No answer',
  },
  fields: {
    kind: 'Kind of question',
    channel: 'Channel',
    topic: 'Topic the customer agreed to',
    question: 'Question',
    timeout: 'Wait for an answer at most',
  },
}

const zh: StepTexts = {
  name: '问卷',
  description: '提出一个可点击作答的问题：推荐度（NPS）、满意度（CSAT）或费力度（CES）。',
  paths: {
    promoter: '推荐者 9–10',
    passive: '中立者 7–8',
    detractor: '贬损者 0–6',
    satisfied: '满意',
    neutral: '一般',
    dissatisfied: '不满意',
    timeout: '未作答',
  },
  fields: {
    kind: '问题类型',
    channel: '渠道',
    topic: '客户同意接收的主题',
    question: '问题',
    timeout: '最长等待回答',
  },
  example: {
    kind: 'nps',
    channel: 'email',
    topic: 'surveys',
    question: '从 0 到 10，您有多大可能把我们推荐给朋友？',
    timeout: 'P7D',
  },
}

export const surveyTexts = { en, zh }
