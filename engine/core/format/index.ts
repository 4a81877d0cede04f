export { conditionSchema } from './condition.ts'
export { entryConfigSchema, reentrySchema, triggerSchema } from './entry.ts'
export { problemsFromIssues } from './issues.ts'
export { edgeSchema, exitRuleSchema, goalSchema, journeySchema, quietHoursSchema, stepSchema } from './journey.ts'
export { firstProblems, inOrder, LISTED } from './order.ts'
export { parseCondition, parseDraft, parseJourney, parseSegment, parseTemplate } from './parse.ts'
export { problemAt, type Source } from './place.ts'
export { childPointer, pathOf, pointerOf, valueAt } from './pointer.ts'
export {
  durationSchema,
  endTimeSchema,
  eventNameSchema,
  FREE_NAME,
  fieldSchema,
  ID_PATTERN,
  idSchema,
  jsonObjectSchema,
  jsonSchema,
  LIMITS,
  localTimeSchema,
  nameSchema,
  zoneSchema,
} from './scalars.ts'
export { journeyToJson } from './serialize.ts'
export { poolSchema, segmentSchema, templateSchema } from './stored.ts'
export { capsSchema, topicsSchema } from './workspace.ts'
