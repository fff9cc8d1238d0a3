import type { OptionTable, Subcommand, Subcommands } from './subcommand.ts'
import { UsageError } from './usage-error.ts'

/** What can be written behind `mew-gateway`. */
interface Completed {
  readonly name: string
  readonly summary: string
  readonly words: readonly string[]
  readonly options: OptionTable
}

async function allCompleted(commands: Subcommands): Promise<Completed[]> {
  return Promise.all(
    [...commands].map(async ([name, load]) => {
      const { summary, options, words = [] } = await load()
      return { name, summary, options, words: name === 'help' ? [...commands.keys(), ...words] : words }
    }),
  )
}

const flagsOf = (options: OptionTable): string[] => [...Object.keys(options), 'help'].map((name) => `--${name}`)

/** Each option that takes a value, with the values there are. */
function valued(all: readonly Completed[]): ReadonlyMap<string, readonly string[]> {
  const taking = all.flatMap(({ options }) => Object.entries(options)).filter(([, { type }]) => type === 'string')
  return new Map(taking.map(([name, { choices = [] }]) => [`--${name}`, choices]))
}

/** An option whose value cannot be listed is completed as files are: bash and zsh do so where nothing is offered. */
function casesOf(all: readonly Completed[], offer: (words: readonly string[]) => string): string[] {
  return [...valued(all)].map(([flag, choices]) => `    ${flag}) ${offer(choices)}; return ;;`)
}

function bash(all: readonly Completed[]): string {
  const reply = (words: readonly string[]): string =>
    words.length === 0 ? 'COMPREPLY=()' : `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word"))`
  const perCommand = all.map(({ name, words, options }) => `    ${name}) ${reply([...words, ...flagsOf(options)])} ;;`)
  return `# bash completion of mew-gateway: source <(mew-gateway completion bash)
_mew_gateway() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" each
  COMPREPLY=()
  # Behind two dashes stands a command of somebody else's.
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do [ "$each" = -- ] && return; done
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${reply([...all.map(({ name }) => name), '--help', '--version'])}
    return
  fi
  case "$before" in
${casesOf(all, reply).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${perCommand.join('\n')}
  esac
}
complete -o default -F _mew_gateway mew-gateway
`
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

function zsh(all: readonly Completed[]): string {
  const offer = (words: readonly string[]): string =>
    words.length === 0 ? '_files' : `compadd -- ${words.map(quoted).join(' ')}`
  const names = all.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`)
  const perCommand = all.map(({ name, words, options }) => `    ${name}) ${offer([...words, ...flagsOf(options)])} ;;`)
  return `#compdef mew-gateway
# zsh completion of mew-gateway: source <(mew-gateway completion zsh), or as _mew-gateway in a directory of $fpath
_mew_gateway() {
  local -a names
  names=(
${names.join('\n')}
  )
  # Behind two dashes stands a command of somebody else's.
  if (( \${words[(i)--]} < CURRENT )); then _files; return; fi
  if (( CURRENT == 2 )); then _describe command names; return; fi
  case "\${words[CURRENT-1]}" in
${casesOf(all, offer).join('\n')}
  esac
  case "\${words[2]}" in
${perCommand.join('\n')}
  esac
}
compdef _mew_gateway mew-gateway
`
}

function fishOptions({ name, options }: Completed): string[] {
  const when = `__fish_seen_subcommand_from ${name}`
  return Object.entries(options).map(([option, { type, short, choices = [], help }]) => {
    const value = type === 'boolean' ? '' : choices.length === 0 ? ' -r' : ` -x -a ${quoted(choices.join(' '))}`
    const letter = short === undefined ? '' : ` -s ${short}`
    return `complete -c mew-gateway -n ${quoted(when)} -l ${option}${letter}${value} -d ${quoted(help)}`
  })
}

function fish(all: readonly Completed[]): string {
  const lines = all.flatMap((command) => [
    `complete -c mew-gateway -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
    ...(command.words.length === 0
      ? []
      : [
          `complete -c mew-gateway -n ${quoted(`__fish_seen_subcommand_from ${command.name}`)} -f -a ${quoted(command.words.join(' '))}`,
        ]),
    ...fishOptions(command),
  ])
  return `# fish completion of mew-gateway: mew-gateway completion fish | source
complete -c mew-gateway -s h -l help -d 'how it is used'
complete -c mew-gateway -n __fish_use_subcommand -l version -d 'which this is'
${lines.join('\n')}
`
}

const shells: ReadonlyMap<string, (all: readonly Completed[]) => string> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
])

/** @throws UsageError */
export async function completionFor(shell: string, commands: Subcommands): Promise<string> {
  const write = shells.get(shell)
  if (write === undefined) throw new UsageError(`completion takes one of ${[...shells.keys()].join(', ')}`)
  return write(await allCompleted(commands))
}

async function run([shell = '']: readonly string[], commands: Subcommands): Promise<void> {
  process.stdout.write(await completionFor(shell, commands))
}

export const completion: Subcommand = {
  usage: 'completion bash|zsh|fish',
  summary: 'a script that completes commands and options in your shell',
  about: 'Prints the script. Load it in the file your shell reads at its start.',
  words: [...shells.keys()],
  options: {},
  examples: [
    ['source <(mew-gateway completion bash)', 'in ~/.bashrc'],
    ['source <(mew-gateway completion zsh)', 'in ~/.zshrc, behind compinit'],
    ['mew-gateway completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
  run,
}
