export { type Life, liveThrough, type Provider } from './live-through.ts'
