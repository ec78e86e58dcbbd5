import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2109',
    name: 'failover-cluster-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A node of a failover cluster cannot use Azure Disk Encryption.',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      node: 'Machine {machine} is a node of a failover cluster, which Azure Disk Encryption does not support. Use encryption at host for the nodes of the cluster.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (known(machine.failoverCluster) === true) report(machine.failoverCluster, 'node', { machine: machine.name });
  },
});
