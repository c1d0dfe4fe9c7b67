// Runs its arguments with a Node that is new enough: `node bin/with-node.mjs --test`.
import { runNode } from './run-node.mjs'

runNode(process.argv.slice(2))
