import { references } from '../faults/references.ts'
import { singleFaults } from './faults-single.ts'

// Two files, so that two cores share the work.
singleFaults(references.filter((_, i) => i % 2 === 0))
