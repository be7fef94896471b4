/** What lies in the browser's own database: ciphertext, and the names it is found by. */
export type StoreName = 'device' | 'tab' | 'text' | 'view';

let opened: Promise<IDBDatabase> | null = null;

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // A private window, or a browser told to refuse site data, may throw here or never answer well.
    const request = indexedDB.open('critical-friend', 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore('device');
      database.createObjectStore('tab', { keyPath: 'name' });
      for (const [name, keyPath] of [
        ['text', ['keyId', 'of', 'writer', 'key']],
        ['view', ['keyId', 'of']],
      ] as const) {
        database.createObjectStore(name, { keyPath: [...keyPath] }).createIndex('of', 'of');
      }
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      database.onclose = () => (opened = null);
      resolve(database);
    };
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing here.'));
    request.onblocked = () => reject(new Error('Another tab holds the database.'));
  });
}

const database = (): Promise<IDBDatabase> => {
  opened ??= openDatabase().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
};

/** One read of what was written here. @param ask makes the request on the store */
export async function read<Result>(store: StoreName, ask: (store: IDBObjectStore) => IDBRequest): Promise<Result> {
  const transaction = (await database()).transaction(store);
  return new Promise((resolve, reject) => {
    const request = ask(transaction.objectStore(store));
    request.onsuccess = () => resolve(request.result as Result);
    request.onerror = () => reject(request.error ?? new Error('The browser did not read what it keeps.'));
  });
}

/** Writes that happen all or not at all; resolved once they are on the disk. @param work makes its requests at once, and awaits nothing */
export async function write(stores: StoreName[], work: (store: (name: StoreName) => IDBObjectStore) => void): Promise<void> {
  const transaction = (await database()).transaction(stores, 'readwrite', { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser kept nothing.'));
  });
  work((name) => transaction.objectStore(name));
  return done;
}
