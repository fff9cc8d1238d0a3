import type net from 'node:net'
import S3rver from 's3rver'
import { createTemporaryDirectory } from './temporary-directory.ts'

/** An object store that is not ours, on a free port, and the environment of a gateway that keeps its files there. */
export interface S3Server extends AsyncDisposable {
  readonly url: string
  readonly environment: Readonly<Record<string, string>>
}

const BUCKET = 'mew-test'
/** The only account it knows. */
const ACCOUNT = 'S3RVER'

export async function startS3Server(): Promise<S3Server> {
  const directory = createTemporaryDirectory()
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: directory.path,
    configureBuckets: [{ name: BUCKET }],
  })
  const { port }: net.AddressInfo = await server.run()
  return {
    url: `http://127.0.0.1:${port}/${BUCKET}`,
    environment: {
      S3_ENDPOINT: '127.0.0.1',
      S3_PORT: String(port),
      S3_BUCKET_NAME: BUCKET,
      S3_REGION: 'us-east-1',
      S3_ACCESS_KEY_ID: ACCOUNT,
      S3_SECRET_ACCESS_KEY: ACCOUNT,
    },
    [Symbol.asyncDispose]: async () => {
      server.httpServer.closeAllConnections()
      await server.close()
      directory[Symbol.dispose]()
    },
  }
}
