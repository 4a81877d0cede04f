import { goodJourney } from './good-journey.ts'

const stepNumber = (id: string): number => goodJourney.steps.findIndex((step) => step.id === id)
const edgeNumber = (from: string, path: string): number =>
  goodJourney.edges.findIndex((edge) => edge.from === from && edge.path === path)

/** `@later` is the number of a step of the good journey, `@later.next` that of an edge. */
export const numbered = (pointer: string): string =>
  pointer
    .replace(/\/@([a-z]+)\.([a-z]+)/, (_, from: string, path: string) => `/${edgeNumber(from, path)}`)
    .replace(/\/@([a-z]+)/, (_, id: string) => `/${stepNumber(id)}`)
