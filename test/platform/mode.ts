import type { Router } from 'express';
import type { PendingLaunch } from './pending-launches.js';
import type { Service } from './faults.js';
import type { RegistrationDetails } from './types.js';

/** The parameters that start a launch at the tool, and how they travel. */
export interface LoginInitiation {
  url: string;
  method: 'GET' | 'POST';
  params: Record<string, string>;
}

/** What the two readings of the specification have to answer differently. */
export interface Mode {
  readonly router: Router;
  /** Canvas has a second host for signing in and for the storage frame. */
  readonly frameRouter?: Router;
  registration(): RegistrationDetails;
  /** Where the platform describes itself to a tool that wants to register. */
  configurationUrl(): string;
  claims(launch: PendingLaunch, nonce: string): Record<string, unknown>;
  login(launch: PendingLaunch): LoginInitiation;
  serviceOf(path: string): Service | undefined;
}
