export { countEnrollment, emptyCounts, type JourneyCounts, type StepCounts } from './count.ts'
