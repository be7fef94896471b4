/** AES-GCM: what was sealed, and the nonce it was sealed with. */
export interface Sealed {
  nonce: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const nonceBytes = 12;
const utf8 = new TextEncoder();

/** 256 random bits, base64url. */
export const newSecret = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

/** A key that can be used and never read again. @param secret 256 bits, base64url */
export function keyFrom(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** @param boundTo the name it is kept under: put under another one it does not open */
export async function seal(key: CryptoKey, value: unknown, boundTo: string): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const additionalData = utf8.encode(boundTo);
  return {
    nonce,
    data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, utf8.encode(JSON.stringify(value))),
  };
}

/** What was sealed; null where it was with another key, under another name, or was changed since. */
export async function unseal<Value>(key: CryptoKey, { nonce, data }: Sealed, boundTo: string): Promise<Value | null> {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(boundTo) }, key, data);
    return JSON.parse(new TextDecoder().decode(plain)) as Value;
  } catch {
    return null;
  }
}
