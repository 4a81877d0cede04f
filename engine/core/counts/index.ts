export { type CountedJourney, countEnrollment, emptyCounts, type JourneyCounts, type StepCounts } from './count.ts'
