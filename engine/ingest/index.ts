export { type Acceptance, createIngest, type Ingest, type IngestPorts, type Report } from './accept.ts'
export { createNames, type Names } from './names.ts'
