/**
 * Wraps a handler before a library or a timer gets it. What it throws, at once or later, is reported and goes no
 * further: anywhere else it would end the process (security: traps).
 */
export type Contain = <Given extends readonly unknown[]>(
  handler: (...given: Given) => unknown,
) => (...given: Given) => void

export function createContain(onFailure: (error: unknown) => void): Contain {
  return (handler) =>
    (...given) => {
      try {
        const result = handler(...given)
        if (result instanceof Promise) result.catch(onFailure)
      } catch (error) {
        onFailure(error)
      }
    }
}
