// Lists dependencies that a lockfile names but does not hold. `npm ci` refuses such a lockfile ("Missing … from lock file"),
// and `npm install` writes one without a word where the registry lacks a platform's package.
// Usage: node scripts/lockcheck.mjs package-lock.json
import fs from 'node:fs'

const packages = JSON.parse(fs.readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8')).packages

/** Every place where Node would look for `name` from the folder of a package, the nearest first. */
function places(folder, name) {
  const found = []
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    found.push(`${at === '' ? '' : `${at}/`}node_modules/${name}`)
    if (at === '') return found
  }
}

const missing = Object.entries(packages).flatMap(([folder, entry]) =>
  Object.keys({ ...entry.optionalDependencies, ...entry.dependencies })
    .filter((name) => entry.peerDependencies?.[name] === undefined)
    .filter((name) => places(folder, name).every((place) => packages[place] === undefined))
    .map((name) => `${folder || 'this project'} needs ${name}`),
)

console.log(missing.length === 0 ? 'complete' : `MISSING ${missing.length}\n  ${missing.join('\n  ')}`)
process.exitCode = missing.length === 0 ? 0 : 1
