import { expect } from 'chai';
import { isComplete } from '../../src/azure/run-summary.ts';
import { acceptedByRunTag } from '../azure-server/client.ts';
import { emptyScript } from '../azure-server/script.ts';
import { plant } from '../azure-server/seed.ts';
import { AzureServer } from '../azure-server/server.ts';
import { clientOf, planOf, quickRetries, runTest, specHead } from './fleet-run.ts';
import { randomFleet } from './random-fleet.ts';

describe('a run over an unreliable network', () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`drops half of its connections and answers out of order: plan ${seed}`, async () => {
      const server = await AzureServer.start({ timeScale: 20_000, seed });
      const { yaml, azure } = randomFleet(seed, specHead, `net${seed}`);
      plant(server.world, azure);
      server.world.script = {
        ...emptyScript(),
        faults: [
          { probability: 0.2, fault: { kind: 'reset', when: 'before' } },
          { probability: 0.2, fault: { kind: 'reset', when: 'after' } },
          { probability: 0.1, fault: { kind: 'reset', when: 'body' } },
          { probability: 0.1, fault: { kind: 'truncate' } },
          { probability: 0.05, fault: { kind: 'status', status: 503 } },
          { fault: { kind: 'shuffle', milliseconds: 20 } },
        ],
      };
      const client = clientOf(server, { retries: { ...quickRetries, attempts: 30, most: 10 } });
      const { report } = await runTest({ client, generated: planOf(yaml) });
      expect(isComplete(report), JSON.stringify(report.steps.filter(({ state }) => state === 'failed'))).to.equal(true);
      for (const [machine, times] of acceptedByRunTag(server.world.accepted)) expect(times, machine).to.equal(1);
      await server.close();
    });
  }
});
