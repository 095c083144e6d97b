// The GraphQL client: one function that asks, one error that says what went wrong.
import { at } from './site';

/** What the server answered instead of an answer. */
export class Fault extends Error {
  constructor(message: string, readonly code: string, readonly suggestions: string[] = []) {
    super(message);
  }
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string; suggestions?: string[] } }[];
}

/** Asks a question. An error in any part of the answer is thrown as a Fault. */
export async function ask<T>(query: string, variables: object = {}, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(at.graphql(), {
      method: 'POST',
      headers: { 'Accept': 'application/json', 'Content-Type': 'application/json', ...keyHeader() },
      body: JSON.stringify({ query, variables }),
      signal,
    });
  } catch (cause) {
    if (signal?.aborted) {
      throw cause;
    }
    throw new Fault('The server cannot be reached.', 'UNREACHABLE');
  }
  const answer = await response.json().catch(() => null) as Answer<T> | null;
  const error = answer?.errors?.[0];
  if (error) {
    throw new Fault(error.message, error.extensions?.code ?? 'INTERNAL', error.extensions?.suggestions);
  }
  if (!answer?.data) {
    throw new Fault(`The server answered ${response.status} ${response.statusText}.`, 'INTERNAL');
  }
  return answer.data;
}

/** Saves what is at an address of this server as a file, with the access key where there is one; the server names the file. */
export async function save(address: string): Promise<void> {
  const response = await fetch(address, { headers: keyHeader() }).catch(() => null);
  if (!response?.ok) {
    throw new Fault(response ? `The server answered ${response.status} ${response.statusText}.` : 'The server cannot be reached.', 'INTERNAL');
  }
  saveBlob(await response.blob(), response.headers.get('Content-Disposition')?.match(/filename="?([^";]+)/)?.[1] ?? 'entente');
}

export function saveBlob(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const keyName = 'entente-key';

/** The access key of this tab; it is forgotten when the tab closes. */
export const accessKey = {
  get: () => sessionStorage.getItem(keyName) ?? '',
  set: (key: string) => key ? sessionStorage.setItem(keyName, key) : sessionStorage.removeItem(keyName),
};

function keyHeader(): Record<string, string> {
  const key = accessKey.get();
  return key ? { Authorization: `Bearer ${key}` } : {};
}
