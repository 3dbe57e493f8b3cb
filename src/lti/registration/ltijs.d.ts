/**
 * The part of ltijs 5.9.9 that we use. The package has no types of its own, and those on npm describe version 4.
 */
declare module 'ltijs' {
  /** What ltijs keeps: one item of one of its collections. */
  export type Item = Record<string, unknown>;
  export type Query = Record<string, unknown>;

  /** What ltijs asks of a database. `encryption` is false for what may lie open. */
  export interface Database {
    setup(): Promise<boolean>;
    Close(): Promise<boolean>;
    /** The items that match, or false when there are none. */
    Get(encryption: string | false, collection: string, query?: Query): Promise<Item[] | false>;
    Insert(encryption: string | false, collection: string, item: Item, index?: Query): Promise<boolean>;
    Replace(encryption: string | false, collection: string, query: Query, item: Item, index?: Query): Promise<boolean>;
    Modify(encryption: string | false, collection: string, query: Query, change: Item): Promise<boolean>;
    Delete(collection: string, query: Query): Promise<boolean>;
  }

  export interface Platform {
    platformId(): Promise<string>;
    /** Reads the status without an argument, sets it with one. */
    platformActive(active?: boolean): Promise<boolean>;
    delete(): Promise<true>;
  }

  export interface LtiProvider {
    setup(
      encryptionKey: string,
      database: { plugin: Database },
      options: { devMode: false; cors: false; tokenMaxAge: number },
    ): LtiProvider;
    getPlatform(issuer: string, clientId: string): Promise<Platform | false>;
  }

  export const Provider: LtiProvider;

  export interface LoginRequest {
    target_link_uri: string;
    login_hint: string;
    lti_message_hint?: string;
    lti_deployment_id?: string;
  }

  /** What `ltijs/dist/Utils/Request.js` exports. */
  export interface RequestBuilder {
    /** The parameters of the OIDC authentication request. */
    ltiAdvantageLogin(
      request: LoginRequest,
      platform: { platformClientId(): Promise<string> },
      state: string,
    ): Promise<Record<string, string>>;
  }
}
