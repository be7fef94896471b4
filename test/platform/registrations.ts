import { randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import type { ClientRegistration } from './types.js';
import type { Site } from './site.js';

/** A tool that registered itself. */
export interface RegisteredTool {
  clientId: string;
  /** Empty where the platform names none before the tool is switched on. */
  deploymentId: string;
  /** Not before an administrator says so. */
  active: boolean;
  /** What the tool sent, for tests to look at. */
  sent: Record<string, unknown>;
  scopes: string[];
}

interface Permission {
  clientId: string;
  update: boolean;
  used: boolean;
  expiresAt: number;
}

const lifeMs = 3_600_000;

/** Permissions an administrator gave tools to register, and the tools that did. */
export class Registrations {
  #permissions = new Map<string, Permission>();
  readonly tools: RegisteredTool[] = [];
  /** Scopes an administrator takes away from every tool. */
  withheld: string[] = [];

  constructor(private readonly site: Site) {}

  /** A signed permission. `updates`: for a tool that is known, which may use it again and again. */
  async permit(updates?: string): Promise<string> {
    const clientId = updates ?? randomBytes(12).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 15);
    const iat = Math.floor(this.site.now().getTime() / 1000);
    const token = await this.site.keys.sign({
      sub: updates === undefined ? clientId : this.site.registrationBy(updates)?.deploymentId,
      scope: updates === undefined ? 'reg' : 'reg-update',
      iat,
      exp: iat + lifeMs / 1000,
      jti: randomUUID(),
    });
    this.#permissions.set(token, { clientId, update: updates !== undefined, used: false, expiresAt: (iat + lifeMs / 1000) * 1000 });
    return token;
  }

  /** The permission behind a header, or why there is none. */
  check(header: string | undefined): { token: string; permission: Permission } | 'missing' | 'unknown' | 'old' | 'used' {
    const token = header?.startsWith('Bearer ') ? header.slice(7) : '';
    if (token === '') return 'missing';
    const permission = this.#permissions.get(token);
    if (!permission) return 'unknown';
    if (permission.expiresAt <= this.site.now().getTime() || (decodeJwt(token).exp ?? 0) * 1000 <= this.site.now().getTime()) return 'old';
    return permission.used && !permission.update ? 'used' : { token, permission };
  }

  /** Keeps a tool under its permission's name. */
  keep(token: string, tool: Omit<RegisteredTool, 'clientId' | 'active'>): RegisteredTool {
    const permission = this.#permissions.get(token);
    if (!permission) throw new Error('no such permission');
    permission.used = true;
    const { clientId } = permission;
    const known = this.tools.find((one) => one.clientId === clientId);
    if (known) return Object.assign(known, { sent: tool.sent, scopes: tool.scopes });
    const registered = this.site.registrationBy(clientId);
    const made = { ...tool, clientId, deploymentId: registered?.deploymentId ?? tool.deploymentId, active: registered !== undefined };
    this.tools.push(made);
    return made;
  }

  /** An administrator switches a tool on. @param deploymentId where the platform names one only now */
  activate(clientId: string, deploymentId?: string): ClientRegistration {
    const tool = this.tools.find((one) => one.clientId === clientId);
    if (!tool) throw new Error('no such tool');
    if (deploymentId !== undefined) tool.deploymentId = deploymentId;
    tool.active = true;
    const registration = { clientId, deploymentId: tool.deploymentId };
    if (!this.site.registrationBy(clientId)) this.site.options.registration.push(registration);
    else Object.assign(this.site.registrationBy(clientId) ?? {}, registration);
    return registration;
  }

  /** The scopes a client may have in its tokens. */
  grants(clientId: string): (scope: string) => boolean {
    const tool = this.tools.find((one) => one.clientId === clientId);
    return (scope) => !this.withheld.includes(scope) && (tool === undefined || tool.scopes.includes(scope));
  }

  /** What the administrator's frame is sent to, for a link pasted as the tool's address. */
  async address(link: string, configurationUrl: string, updates?: string): Promise<string> {
    const url = new URL(link);
    url.searchParams.set('openid_configuration', configurationUrl);
    url.searchParams.set('registration_token', await this.permit(updates));
    return url.href;
  }
}
