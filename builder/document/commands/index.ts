export { type Clip, clipOf, paste, readClip } from './clip.ts'
export { connect, disconnect, reconnect, sameEdge, targetsOf, whyNot } from './edges.ts'
export { addNote, changeSettings, editNote, removeNotes, replaceAll, tidyAll } from './journey.ts'
export { addStep, configureStep, moveSteps, moveToLane, newStepId, removeSteps, renameStep } from './steps.ts'
