import { environmentHelp } from './environment-help.ts'
import { suggest } from './nearest.ts'
import type { OptionGuide, Subcommand, Subcommands } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

type Row = readonly [left: string, right: string]

const WIDTH = 116
const NARROWEST = 30

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** Two columns, the right one where the left ends. */
function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows
    .flatMap(([left, right]) =>
      wrap(right, Math.max(NARROWEST, WIDTH - width)).map((line, index) =>
        `  ${(index === 0 ? left : '').padEnd(width)}${line}`.trimEnd(),
      ),
    )
    .join('\n')
}

/** More than that stand in the text of the command. */
const MOST_CHOICES = 6

const withChoices = (choices: readonly string[], words: string): string =>
  choices.length === 0 || choices.length > MOST_CHOICES ? words : `${words}: ${choices.join(', ')}`

function optionRow([name, { short, takes, variable, choices = [], help: words }]: readonly [string, OptionGuide]): Row {
  const left = [`--${name}`, ...(takes === undefined ? [] : [takes])].join(' ')
  const environment = variable === undefined ? '' : ` [${variable}]`
  return [short === undefined ? left : `-${short}, ${left}`, withChoices(choices, words) + environment]
}

function describe({ usage, about, options, examples }: Subcommand): string {
  const rows = Object.entries(options).map(optionRow)
  const hasVariables = Object.values(options).some(({ variable }) => variable !== undefined)
  const title = hasVariables ? 'Options [and the variable each wins over]' : 'Options'
  return [
    `  mew-gateway ${usage}`,
    about,
    ...(rows.length === 0 ? [] : [`${title}\n${table(rows)}`]),
    `Examples\n${table(examples)}`,
  ].join('\n\n')
}

async function overview(commands: Subcommands): Promise<string> {
  const all = await Promise.all([...commands.values()].map((load) => load()))
  const start = await commands.get('start')?.()
  const rows = all.map(({ usage, summary }): Row => [usage.replaceAll(' [options]', ''), summary])
  return `mew-gateway: a complete gateway of the Mew protocol, for one computer

Usage: mew-gateway <command> [options]

${table(rows)}

Examples
${table([...(start?.examples ?? []), ['mew-gateway exec --port 0 -- npm test', 'a test suite on a gateway of its own']])}

More: mew-gateway help <command>, mew-gateway help environment. --version tells which this is.

Exit codes: 0 done or stopped, 1 failure, 2 usage, 3 port, 4 scenario; exec ends with its command's own, or with 5
where that is 0 and --strict found something.`
}

async function run(argv: readonly string[], commands: Subcommands): Promise<void> {
  const [topic] = argv
  process.stdout.write(`${(await helpOn(topic, commands)).trimEnd()}\n`)
}

/** @throws UsageError */
export async function helpOn(topic: string | undefined, commands: Subcommands): Promise<string> {
  if (topic === undefined) return overview(commands)
  if (topic === 'environment') return environmentHelp
  const load = commands.get(topic)
  if (load !== undefined) return describe(await load())
  throw new UsageError(`there is no help on "${topic}"${suggest(topic, [...commands.keys(), 'environment'])}`)
}

export const help: Subcommand = {
  usage: 'help [command]',
  summary: 'what there is, or how one command is used',
  about: 'The same as --help behind a command. "help environment" lists the variables of the protocol\'s servers.',
  words: ['environment'],
  options: {},
  examples: [
    ['mew-gateway help exec', 'how exec is used'],
    ['mew-gateway help environment', 'variables that count'],
  ],
  run,
}
