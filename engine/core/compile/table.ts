import type { AnyStateMachine } from 'xstate'

/** By state and event: the state that follows. An event that is not listed changes nothing. */
export type TransitionTable = ReadonlyMap<string, ReadonlyMap<string, string>>

/**
 * What XState made of a machine without guards, as a table: a look into it costs a hundredth of `transition()`, which
 * remains the judge of it in the tests. A final state takes no event.
 */
export function transitionTable(machine: AnyStateMachine): TransitionTable {
  const anywhere = followersOf(machine.root)
  return new Map(
    Object.values(machine.root.states).map((node): [string, ReadonlyMap<string, string>] => [
      node.key,
      node.type === 'final' ? new Map() : new Map([...anywhere, ...followersOf(node)]),
    ]),
  )
}

type StateNode = AnyStateMachine['root']

function followersOf(node: StateNode): Map<string, string> {
  const followers = new Map<string, string>()
  for (const [event, [transition]] of node.transitions) {
    const target = transition?.target?.[0]
    if (target !== undefined) followers.set(event, target.key)
  }
  return followers
}
