import { CloudAlert } from 'lucide-react'
import { Component, type ReactElement, type ReactNode } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly failed: boolean
}

/**
 * A panel that fails takes nothing else with it. Give it the panel's place as its key: what failed in one may work in
 * another. React has no other form for this than a class.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { failed: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Failed
        onAgain={() => {
          this.setState({ failed: false })
        }}
      />
    )
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
