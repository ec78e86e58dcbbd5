/** What differs on the wire between resource types. */
export interface Kind {
  /** Virtual seconds that a write takes; 0 ends it before the answer. */
  seconds: number;
  /** Status of a PUT that creates and of one that updates. */
  put: [created: 200 | 201 | 202, updated: 200 | 201 | 202];
  patch: 200 | 202;
  /** Segment before the operation's id in Azure-AsyncOperation. */
  operations?: string;
  /** A PUT or PATCH under way carries Location too. */
  location?: boolean;
  /** First apiVersion whose answers carry an etag and whose writes honour If-Match. */
  etagSince?: string;
  /** Deletion answers 202 and goes on, or 200 at once. */
  deleteSeconds: number;
}

const immediate: Kind = { seconds: 0, put: [201, 200], patch: 200, deleteSeconds: 0 };
const compute: Kind = { seconds: 60, put: [201, 200], patch: 200, operations: 'operations', deleteSeconds: 20 };
const disk: Kind = { seconds: 10, put: [202, 202], patch: 202, operations: 'DiskOperations', location: true, deleteSeconds: 5 };
const network: Kind = { seconds: 10, put: [201, 200], patch: 200, operations: 'operations', etagSince: '2015-05-01', deleteSeconds: 5 };

/** By type in lower case; statuses and headers as in the REST specification of each provider and in the recorded traffic. */
const kinds: Readonly<Record<string, Kind>> = {
  'microsoft.compute/virtualmachines': { ...compute, etagSince: '2024-03-01' },
  'microsoft.compute/virtualmachines/extensions': { ...compute, seconds: 40 },
  'microsoft.compute/virtualmachinescalesets': { ...compute, etagSince: '2024-03-01' },
  'microsoft.compute/virtualmachinescalesets/extensions': { ...compute, seconds: 40 },
  'microsoft.compute/disks': disk,
  'microsoft.compute/snapshots': disk,
  'microsoft.keyvault/vaults': immediate,
  'microsoft.keyvault/vaults/keys': { ...immediate, put: [200, 200] },
  'microsoft.keyvault/vaults/secrets': immediate,
  'microsoft.keyvault/vaults/accesspolicies': immediate,
  'microsoft.network/networkinterfaces': network,
  'microsoft.network/networksecuritygroups': network,
  'microsoft.network/publicipaddresses': network,
  'microsoft.network/virtualnetworks': network,
  'microsoft.network/virtualnetworks/subnets': network,
  'microsoft.recoveryservices/vaults': {
    ...immediate,
    seconds: 20,
    operations: 'operationStatus',
    etagSince: '2016-06-01',
  },
  'microsoft.recoveryservices/vaults/backuppolicies': { ...immediate, put: [200, 200] },
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems': {
    ...immediate,
    seconds: 45,
    put: [202, 202],
    patch: 202,
    operations: 'operationsStatus',
    location: true,
    deleteSeconds: 30,
  },
};

export const kindOf = (type: string): Kind => kinds[type.toLowerCase()] ?? immediate;
