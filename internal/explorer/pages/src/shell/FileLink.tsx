import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { accessKey, save } from '../client';
import { asFault } from '../useAnswer';

/** A link to a file of this server. With an access key, which a plain link can't carry, it is fetched and saved. */
export function FileLink({ href, class: style, children }: { href: string; class?: string; children: ComponentChildren }) {
  const [fault, setFault] = useState('');
  const onClick = (event: MouseEvent) => {
    if (accessKey.get()) {
      event.preventDefault();
      save(href).then(() => setFault(''), (cause) => setFault(asFault(cause).message));
    }
  };
  return <><a class={style} href={href} download onClick={onClick}>{children}</a>{fault && <span class="cut" role="alert">{fault}</span>}</>;
}
