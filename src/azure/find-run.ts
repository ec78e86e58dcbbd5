import type { DeploymentPlan, DeploymentStep } from '../plan/types.ts';
import type { AzureClient } from './client.ts';
import { contentHash, type PlanTexts } from './deployment-content.ts';
import { placeOf, runTagName } from './steps/deployment.ts';

/** A run that Azure still knows of, by the tags of its deployments. */
export interface FoundRun {
  run: string;
  /** Deployments of this plan that it has sent. */
  deployments: number;
  /** ISO time of the newest of them. */
  timestamp: string;
}

/** The newest run of exactly this plan, for when its journal is gone; undefined when Azure knows of none. */
export async function findRun(plan: DeploymentPlan, texts: PlanTexts, client: AzureClient): Promise<FoundRun | undefined> {
  const deployments = plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment');
  const found = new Map<string, FoundRun>();
  await Promise.all(
    deployments.map(async (step) => {
      const record = await client.readDeployment(placeOf(step));
      const [run, hash] = record?.tags[runTagName]?.split('/') ?? [];
      if (run === undefined || hash !== contentHash(step, texts)) return;
      const known = found.get(run);
      const timestamp = record?.timestamp ?? '';
      found.set(run, {
        run,
        deployments: (known?.deployments ?? 0) + 1,
        timestamp: known !== undefined && known.timestamp > timestamp ? known.timestamp : timestamp,
      });
    }),
  );
  return [...found.values()].sort((a, b) => (a.timestamp < b.timestamp ? 1 : -1))[0];
}
