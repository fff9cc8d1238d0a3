/** As much of it as the tests use; it brings no types of its own. */
declare module 's3rver' {
  import type http from 'node:http'
  import type net from 'node:net'

  interface Options {
    readonly address: string
    readonly port: number
    readonly silent: boolean
    readonly directory: string
    readonly configureBuckets: readonly { readonly name: string }[]
  }

  export default class S3rver {
    constructor(options: Options)
    readonly httpServer: http.Server
    run(): Promise<net.AddressInfo>
    close(): Promise<void>
  }
}
