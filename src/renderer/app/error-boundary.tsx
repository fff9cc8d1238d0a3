import { CloudAlert } from 'lucide-react'
import { Component, type ReactElement, type ReactNode } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** Another place: what failed there may work here. */
  readonly place: string
}

interface ErrorBoundaryState {
  readonly failedAt: string | undefined
}

/** A panel that fails takes nothing else with it. React has no other form for this than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { failedAt: undefined }

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { failedAt: '' }
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (before.place !== this.props.place && this.state.failedAt !== undefined) this.setState({ failedAt: undefined })
  }

  override render(): ReactNode {
    if (this.state.failedAt === undefined) return this.props.children
    return <Failed onAgain={() => { this.setState({ failedAt: undefined }) }} />
  }
}

function Failed({ onAgain }: { readonly onAgain: () => void }): ReactElement {
  const text = useText()
  return (
    <div className="chat" role="alert">
      <EmptyState
        icon={CloudAlert}
        title={text.errors.panelFailed}
        text={text.errors.panelFailedText}
        action={<Button onClick={onAgain}>{text.ui.tryAgain}</Button>}
      />
    </div>
  )
}
