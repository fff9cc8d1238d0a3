import {
  File as FileIcon,
  FileArchive,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  Film,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement } from 'react'
import type { FileKind } from './file-kind.ts'

const icons: Readonly<Record<FileKind, LucideIcon>> = {
  image: FileImage,
  video: Film,
  audio: FileMusic,
  archive: FileArchive,
  text: FileText,
  document: FileText,
  spreadsheet: FileSpreadsheet,
  other: FileIcon,
}

export function KindIcon({ kind }: { readonly kind: FileKind }): ReactElement {
  const Icon = icons[kind]
  return <Icon aria-hidden="true" />
}
