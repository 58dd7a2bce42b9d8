/** A link to a PDF; without a network a button that cannot be pressed stands in its place. */
import type { ComponentChildren, JSX } from 'preact';
import { Button, LinkButton } from '../../ui/button';
import { useOnline } from './use-online';

interface DownloadProps {
  readonly href: string;
  readonly look?: 'primary' | 'secondary';
  readonly children: ComponentChildren;
}

export function Download({ href, look = 'secondary', children }: DownloadProps): JSX.Element {
  const online = useOnline();
  if (!online) {
    return (
      <Button look={look} icon="print" disabled>
        {children}
      </Button>
    );
  }
  return (
    <LinkButton look={look} icon="print" href={href} download>
      {children}
    </LinkButton>
  );
}
