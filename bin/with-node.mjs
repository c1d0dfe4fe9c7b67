// Runs its arguments with a Node that is new enough: `node bin/with-node.mjs --test`.
import { useCompileCache } from './compile-cache.mjs'
import { runNode } from './run-node.mjs'

// Each test file is a process of its own, which would compile all of the program again, and so would its threads and decoders.
useCompileCache()
runNode(process.argv.slice(2))
