// Runs its arguments with a Node that is new enough: `node bin/with-node.mjs --test`.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from './run-node.mjs'

// Each test file is a process of its own, which would compile all of the program again, and so would its threads and
// decoders. This is the folder that Node itself, and with it `vitrine`, uses.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache')
runNode(process.argv.slice(2))
