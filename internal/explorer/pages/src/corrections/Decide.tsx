// What all decisions have in common: they want a reason, are sent, and tell what came of them.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ask, type Fault } from '../client';
import { asFault } from '../useAnswer';
import { useViewer } from './useViewer';

const authorName = 'entente-author';

interface Props {
  /** What the button says. */
  does: string;
  /** The mutation, of one variable $input. */
  mutation: string;
  /** What the input has besides reason and author. */
  input: object;
  /** Why it can't be sent yet; "" where it can. */
  lacks?: string;
  onDone: () => void;
  children?: ComponentChildren;
}

/** A form with a reason and a button. Those without a key say who they are; it is remembered on this computer. */
export function Decide({ does, mutation, input, lacks = '', onDone, children }: Props) {
  const viewer = useViewer();
  const keyed = viewer !== null && viewer.name !== 'anybody';
  const [reason, setReason] = useState('');
  const [author, setAuthor] = useState(localStorage.getItem(authorName) ?? '');
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setSending(true);
    setFault(null);
    try {
      localStorage.setItem(authorName, author);
      await ask(mutation, { input: { ...input, reason, ...(!keyed && { author }) } });
      setReason('');
      onDone();
    } catch (cause) {
      setFault(asFault(cause));
    } finally {
      setSending(false);
    }
  };
  return (
    <form class="decide" onSubmit={(event) => void send(event)}>
      {children}
      <label>reason <input required value={reason} onInput={(event) => setReason(event.currentTarget.value)} placeholder="why, for those who read it later" /></label>
      {!keyed && <label>your name <input required value={author} onInput={(event) => setAuthor(event.currentTarget.value)} autocomplete="name" /></label>}
      <button type="submit" class="primary" disabled={sending || lacks !== ''}>{sending ? 'Sending …' : does}</button>
      {lacks && <p class="cut">{lacks}</p>}
      {fault && <p class="notice fault" role="alert">{fault.message}</p>}
    </form>
  );
}
