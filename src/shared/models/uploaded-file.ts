import * as z from 'zod/mini'

/** `201` of `POST /channels/:channelId/uploads`: what a message then says of the file (MB-5.1). */
export const uploadedFile = z.object({
  filename: z.string(),
  contentType: z.string(),
  key: z.string(),
  /** Bytes. */
  size: z.number(),
})

export type UploadedFile = z.infer<typeof uploadedFile>
