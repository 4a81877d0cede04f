export { type Acceptance, createIngest, type Ingest, type IngestPorts, type Report } from './accept.ts'
