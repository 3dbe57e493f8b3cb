/** Where the tool under test answers. All addresses are absolute. */
export interface ToolAddresses {
  readonly origin: string;
  /** The OIDC login initiation endpoint. */
  readonly loginUrl: string;
  /** The one registered redirect URI; the authorization endpoint accepts no other. */
  readonly launchUrl: string;
  readonly jwksUrl: string;
  /** Target of a deep linking request; the launch URL when absent. */
  readonly deepLinkUrl?: string;
}

/** What identifies this campus and the one tool that is registered with it. */
export interface Settings {
  readonly origin: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly tool: ToolAddresses;
}

export interface Endpoints {
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
}

export function endpointsOf(origin: string): Endpoints {
  return { authUrl: `${origin}/lti/auth`, tokenUrl: `${origin}/lti/token`, jwksUrl: `${origin}/lti/jwks` };
}
