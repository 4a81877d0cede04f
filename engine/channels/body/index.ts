export { createBodies } from './bodies.ts'
export { withBodies } from './with-bodies.ts'
