#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import path from 'node:path'

// Compiling the bundle is a third of the start: Node keeps the result beside it, where it may write there. Only code that
// is loaded after this line profits, so everything else stands behind a dynamic import.
if (import.meta.filename.endsWith('.js')) enableCompileCache(path.join(import.meta.dirname, '.compile-cache'))
const { runCommandLine } = await import('./command-line.ts')
await runCommandLine()
