/**
 * The few lines of ltijs 5.9.9 that this tool uses: its registry. Its Express app, its launch and its services are left out on
 * purpose (README of this folder).
 */
declare module 'ltijs' {
  type Collection = 'platform' | 'platformStatus' | 'publickey' | 'privatekey';
  type Fields = Record<string, unknown>;

  /** The seven methods ltijs calls on a database plugin. `Get` answers false where nothing matches. */
  export interface DatabasePlugin {
    setup(): Promise<boolean>;
    Close(): Promise<boolean>;
    Get(encryptionKey: string | false, collection: Collection, query?: Fields): Promise<Fields[] | false>;
    Insert(encryptionKey: string | false, collection: Collection, item: Fields, index?: Fields): Promise<boolean>;
    Replace(encryptionKey: string | false, collection: Collection, query: Fields, item: Fields, index?: Fields): Promise<boolean>;
    Modify(encryptionKey: string | false, collection: Collection, query: Fields, change: Fields): Promise<boolean>;
    Delete(collection: Collection, query: Fields): Promise<boolean>;
  }

  export interface AuthConfig {
    method: 'JWK_SET' | 'JWK_KEY' | 'RSA_KEY';
    key: string;
  }

  /** A registered platform. A getter with an argument sets. */
  export interface Platform {
    platformUrl(): Promise<string>;
    platformClientId(): Promise<string>;
    platformName(name?: string): Promise<string>;
    platformKid(): Promise<string>;
    platformActive(active?: boolean): Promise<boolean>;
    platformAuthenticationEndpoint(): Promise<string>;
    platformAccessTokenEndpoint(): Promise<string>;
    platformAuthorizationServer(): Promise<string>;
    platformAuthConfig(): Promise<AuthConfig>;
    platformPublicKey(): Promise<string>;
    platformPrivateKey(): Promise<string>;
  }

  export interface PlatformRegistration {
    url: string;
    clientId: string;
    name: string;
    authenticationEndpoint: string;
    accesstokenEndpoint: string;
    authorizationServer?: string;
    authConfig: AuthConfig;
  }

  export class ProviderClass {
    setup(encryptionKey: string, database: { plugin: DatabasePlugin }, options?: { cors?: boolean }): ProviderClass;
    getPlatform(url: string, clientId: string): Promise<Platform | false>;
    getPlatform(url: string): Promise<Platform[] | false>;
    getPlatformById(kid: string): Promise<Platform | false>;
    getAllPlatforms(): Promise<Platform[]>;
    /** Makes a 4096-bit key pair synchronously: never in the server process. */
    registerPlatform(platform: PlatformRegistration): Promise<Platform>;
  }

  /** ltijs exports one instance; its class is reached through `constructor`. */
  export const Provider: ProviderClass & { constructor: new () => ProviderClass };
}
