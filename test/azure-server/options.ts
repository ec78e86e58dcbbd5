/** How the server is set up; everything has a default. */
export interface ServerOptions {
  /** 0 takes a free port. */
  port: number;
  /** Everything random follows from it. */
  seed: number;
  /** Start of virtual time. */
  startAt: string;
  /** Virtual seconds for each real one; 0 stops the clock between requests. */
  timeScale: number;
  /** Virtual seconds that each request adds, for runs that must not depend on real time. */
  secondsPerRequest: number;
  /** Virtual seconds in Retry-After of a running operation; divided by the time scale on the wire. */
  retryAfterSeconds: number;
  /** Real seconds. */
  tokenLifetimeSeconds: number;
  /** Entries of a page of any list. */
  pageSize: number;
  /** `validate` answers 202 with Location, as newer apiVersions may. */
  asyncValidate: boolean;
  /** How errors of resources stand in a failed deployment: as objects, or as JSON text in a message, as older apiVersions do. */
  deploymentErrors: 'nested' | 'text';
  /** Deployments that a group keeps; the oldest go when it nears the limit, unless a lock on the group is played. */
  deploymentHistory: { limit: number; deleteOldest: boolean };
  timing: Timing;
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** Virtual seconds. */
export interface Timing {
  /** From the acceptance of an extension to the agent's start. */
  agentStart: number;
  /** From there to the end of the extension's write on Linux; encryption goes on in the background. */
  settingsStamped: number;
  encryptDataVolumes: number;
  encryptOsVolume: number;
  decrypt: number;
  restart: number;
  whatIf: number;
  /** Of a write by resource type (lower case), for what the table of types does not say otherwise. */
  writes: Record<string, number>;
}

export const defaultOptions: ServerOptions = {
  port: 0,
  seed: 1,
  startAt: '2026-11-25T08:00:00Z',
  timeScale: 2000,
  secondsPerRequest: 0,
  retryAfterSeconds: 15,
  tokenLifetimeSeconds: 3600,
  pageSize: 50,
  asyncValidate: false,
  deploymentErrors: 'nested',
  deploymentHistory: { limit: 800, deleteOldest: true },
  timing: {
    agentStart: 30,
    settingsStamped: 60,
    encryptDataVolumes: 240,
    encryptOsVolume: 480,
    decrypt: 300,
    restart: 60,
    whatIf: 10,
    writes: {},
  },
  tenantId: '72f988bf-0000-4000-8000-2d7cd011db47',
  clientId: 'a0a0a0a0-0000-4000-8000-00000000c11e',
  clientSecret: 'test-client-secret',
};
