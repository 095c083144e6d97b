import { useEffect, useRef } from 'preact/hooks';

const keys: [string, string][] = [
  ['/', 'search'], ['arrows', 'go to the next actor in that direction, when the graph has the focus'], ['Enter', 'read the panel of what is chosen'],
  ['e', 'expand the chosen actor'], ['p', 'pin it, or let it go'], ['w', 'ways from it to another'], ['Del', 'hide it'], ['z', 'undo'],
  ['t', 'table beside the graph'], ['f', 'filters'], ['Esc', 'close, or choose nothing'], ['?', 'this list'],
];

/** The keys of the page. */
export function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { dialog.current!.showModal(); }, []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="keys" onClose={onClose} onClick={(event) => event.target === dialog.current && onClose()}>
      <h2 id="keys">Keys</h2>
      <dl>{keys.map(([key, does]) => <><dt><kbd>{key}</kbd></dt><dd>{does}</dd></>)}</dl>
      <p>With the pointer: drag the ground to move, the wheel to zoom, a double click on an actor expands it.</p>
      <button type="button" class="primary" onClick={() => dialog.current!.close()}>Close</button>
    </dialog>
  );
}
