import type { Readable } from 'node:stream'
import type { BusboyInstance } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { extensionOf, newFileKey } from '../files/file-key.ts'
import type { FileStore } from '../files/file-store.ts'
import { isForm } from './bodies.ts'
import { cleanFilename } from '../files/clean-filename.ts'
import { cleanMediaType } from '../files/media-types.ts'
import { readLatin1Names } from './form-names.ts'

/** A file of a form, stored already. */
export interface FormFile {
  readonly filename: string
  /** As the client declares it. */
  readonly contentType: string
  readonly key: string
  readonly size: number
}

export interface Form {
  /** The text fields by name; of a request that is no form, its JSON body. To be parsed like any other body. */
  readonly body: unknown
  readonly file: FormFile | undefined
}

export interface FormOptions {
  /** The field that the one file stands in. */
  readonly file: string
  /** Throws where a file of that declared type is not wanted: nothing of it is stored then. */
  readonly accept?: (contentType: string) => void
}

/** Reads the forms of routes that say `form` in their `config`, once their gates are behind them (MB-16, R18). */
export interface Forms {
  /**
   * Reads the body and stores its file; where `work` fails, the file is gone again.
   * @throws ProtocolError malformedForm, unexpectedFile, fileTooLarge, tooLarge
   */
  readonly withForm: <Result>(
    request: FastifyRequest,
    options: FormOptions,
    work: (form: Form) => Promise<Result>,
  ) => Promise<Result>
}

interface FormsOptions {
  readonly files: Pick<FileStore, 'receive' | 'remove'>
  readonly limitBytes: number
}

interface Part {
  readonly field: string
  readonly filename: string
  readonly contentType: string
  readonly source: Readable
}

interface Incoming {
  readonly source: Readable
  readonly stored: Promise<FormFile | undefined>
}

/** Answers once the part is stored. */
type TakePart = (part: Part) => Promise<unknown>

const LIMITS = { fields: 50, parts: 60, fieldSize: 262_144, headerPairs: 50, headerSize: 16_384 }

async function parserOf({ headers }: FastifyRequest): Promise<BusboyInstance> {
  // Loaded with the first form: a start does without it.
  const { Busboy } = await import('@fastify/busboy')
  try {
    const parser = new Busboy({
      headers: { ...headers, 'content-type': headers['content-type'] ?? '' },
      limits: LIMITS,
    })
    readLatin1Names(parser)
    return parser
  } catch (error) {
    throw Object.assign(new ProtocolError('malformedForm'), { cause: error })
  }
}

/** Reads to the end of a form, or to the first thing that is wrong with it. Answers with its text fields. */
function readParts({ raw }: FastifyRequest, parser: BusboyInstance, take: TakePart): Promise<Map<string, string>> {
  const fields = new Map<string, string>()
  const { promise, resolve, reject } = Promise.withResolvers<typeof fields>()
  const malformed = (): void => {
    reject(new ProtocolError('malformedForm'))
  }
  // oxlint-disable-next-line max-params -- as the parser says it
  parser.on('field', (name, value, _isNameCut, isValueCut) => {
    if (isValueCut) reject(new ProtocolError('tooLarge'))
    fields.set(name, value)
  })
  // oxlint-disable-next-line max-params -- as above
  parser.on('file', (field, source, filename: string | undefined, _encoding, contentType) => {
    // What breaks off is told to whoever reads, and nobody may be reading any more.
    source.on('error', malformed)
    // A form without a name for it: no file was chosen.
    if (filename === undefined || filename === '') source.resume()
    else take({ field, filename, contentType, source }).catch(reject)
  })
  for (const event of ['error', 'fieldsLimit', 'partsLimit']) parser.on(event, malformed)
  parser.on('finish', () => {
    resolve(fields)
  })
  raw.once('close', () => {
    if (!raw.complete) malformed()
  })
  raw.pipe(parser)
  return promise
}

export function createForms({ files, limitBytes }: FormsOptions): Forms {
  /** Undefined where it is not the store that failed but what it was sent. */
  async function store({ filename, contentType, source }: Part): Promise<FormFile | undefined> {
    const name = cleanFilename(filename)
    const key = newFileKey(extensionOf(name))
    let broken: Error | undefined
    source.on('error', (error) => (broken ??= error))
    try {
      const size = await files.receive(source, { key, limitBytes })
      return { filename: name, contentType: cleanMediaType(contentType), key, size }
    } catch (error) {
      if (error === broken) return undefined
      throw error
    }
  }

  /** What was stored goes; where storing is what failed, that is the reason, and not that the form ends there. */
  async function undo(incoming: Incoming | undefined, reason: unknown): Promise<void> {
    incoming?.source.destroy(reason instanceof Error ? reason : new Error(String(reason)))
    const file = await incoming?.stored
    if (file !== undefined) await files.remove(file.key)
  }

  async function read(request: FastifyRequest, { file: wanted, accept }: FormOptions): Promise<Form> {
    const parser = await parserOf(request)
    let incoming: Incoming | undefined

    const take: TakePart = async (part) => {
      if (part.field !== wanted || incoming !== undefined) throw new ProtocolError('unexpectedFile')
      accept?.(part.contentType)
      const stored = store(part)
      incoming = { source: part.source, stored }
      await stored
    }

    try {
      const fields = await readParts(request, parser, take)
      return { body: Object.fromEntries(fields), file: await incoming?.stored }
    } catch (error) {
      request.raw.unpipe(parser)
      await undo(incoming, error)
      throw error
    }
  }

  return {
    withForm: async (request, options, work) => {
      if (!isForm(request)) return work({ body: request.body, file: undefined })
      const form = await read(request, options)
      try {
        return await work(form)
      } catch (error) {
        if (form.file !== undefined) await files.remove(form.file.key)
        throw error
      }
    },
  }
}
