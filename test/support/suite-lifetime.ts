import { after, type TestContext } from 'node:test'

type Hook = () => unknown

/**
 * The lifetime of a whole suite, for resources opened in `before`: call it in `describe`, or outside for all suites of a
 * file. What is registered first is closed first.
 */
export function suiteLifetime(): Pick<TestContext, 'after'> {
  const hooks: Hook[] = []
  after(async () => {
    for (const hook of hooks) await hook()
  })
  return { after: (hook) => void hooks.push(hook as Hook) }
}
