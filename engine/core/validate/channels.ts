/** What is wrong with a channel that nothing can leave by, to follow "names"; null where it is one, and where it is not known which there are. */
export function channelFault(channel: string, channels: ReadonlySet<string> | undefined): string | null {
  if (channels === undefined || channels.has(channel)) return null
  return `the channel "${channel}", which is not known here; choose one of ${[...channels].join(', ')}.`
}
