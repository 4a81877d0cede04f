/**
 * A value that can be looked at only, however deep: writing throws and says what to do instead. What is looked at is the live
 * customer of a turn, so a copy of all of it would cost, and a change of it would go round everything that reacts to changes.
 */
export function readOnly<T>(value: T, name: string): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value
  const refuse = (_target: object, key: PropertyKey): never => {
    throw new TypeError(
      `The step wrote to "${name}.${String(key)}", which it may only read. Use the functions of the context: change, setVars, plan, track, moveStage.`,
    )
  }
  return new Proxy(value, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key)
      return typeof key === 'symbol'
        ? member
        : readOnly(member, Array.isArray(target) ? `${name}[${key}]` : `${name}.${key}`)
    },
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
  }) as T
}
