import { type Deployment, type DeploymentStep, isActive, newStep } from './deployment.ts';
import { liveContext } from './deployment-plan.ts';
import { ArmError, type ErrorBody } from './errors.ts';
import { Evaluator } from './evaluate.ts';
import { TemplateError } from './expression.ts';
import { type Json, type JsonObject, objectOf } from './json.ts';
import { endOperation } from './operations.ts';
import { keyOf, parseResourceId } from './resource-id.ts';
import type { DeclaredResource } from './template.ts';
import type { World } from './world.ts';
import { startWrite } from './writes.ts';

const failedMessage =
  'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.';

/** Writes the resources of a deployment, each as soon as what it depends on is there, and ends the deployment when nothing is left to do. */
export function runDeployment(world: World, deployment: Deployment): void {
  const run = new DeploymentRun(world, deployment);
  world.later(1, () => run.begin());
}

class DeploymentRun {
  readonly #world: World;
  readonly #deployment: Deployment;
  readonly #waiting: Set<DeclaredResource>;
  readonly #succeeded = new Set<string>();
  readonly #failures: ErrorBody[] = [];
  #running = 0;

  constructor(world: World, deployment: Deployment) {
    this.#world = world;
    this.#deployment = deployment;
    this.#waiting = new Set(deployment.plan.expanded.resources);
  }

  begin(): void {
    if (!isActive(this.#deployment)) return;
    this.#deployment.state = 'Running';
    this.#deployment.operation.status = 'Running';
    this.#startReady();
  }

  #startReady(): void {
    if (!isActive(this.#deployment)) return;
    for (const resource of [...this.#waiting]) {
      if (!resource.dependsOn.every((key) => this.#succeeded.has(key))) continue;
      this.#waiting.delete(resource);
      this.#running += 1;
      this.#start(resource);
    }
    if (this.#running === 0) this.#end();
  }

  #start(resource: DeclaredResource): void {
    const step = newStep(this.#world, this.#deployment, `${resource.index}`, 'Create');
    step.target = { id: resource.id, resourceType: resource.type, resourceName: resource.name };
    this.#deployment.steps.push(step);
    try {
      const { whenDone, created } = this.#write(resource, step);
      whenDone((error) => {
        if (error === undefined) this.#succeed(step, created);
        else
          this.#fail(step, 'Conflict', this.#terminalFailure(step, error), {
            status: 'Failed',
            error: this.#asJson(this.#terminalFailure(step, error)),
          });
      });
    } catch (error) {
      if (!(error instanceof ArmError) && !(error instanceof TemplateError)) throw error;
      const body =
        error instanceof ArmError
          ? error.error
          : {
              code: 'InvalidTemplate',
              message: `Unable to process template language expressions for resource '${resource.id}': '${error.message}'`,
            };
      const status = error instanceof ArmError ? (statusNames[error.status] ?? 'BadRequest') : 'BadRequest';
      this.#fail(step, status, { ...body, target: resource.id }, { error: this.#asJson(body) });
    }
  }

  #write(resource: DeclaredResource, step: DeploymentStep) {
    const evaluator = new Evaluator(liveContext(this.#world, this.#deployment.plan));
    const { condition: _c, dependsOn: _d, comments: _m, metadata: _e, scope: _s, resources: _r, ...source } = resource.source;
    const body = evaluator.value(source) as JsonObject;
    if (evaluator.unresolved > 0) {
      throw new ArmError(404, {
        code: 'ResourceNotFound',
        message: `The Resource referenced by '${resource.name}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
      });
    }
    const id = parseResourceId(resource.unidentifiable ? '' : resource.id);
    if (id === undefined) throw new TemplateError(`the resource id '${resource.id}' is not valid`);
    step.target = { id: resource.id, resourceType: resource.type, resourceName: resource.name };
    return startWrite(this.#world, { id, body, apiVersion: resource.apiVersion, method: 'PUT' });
  }

  #succeed(step: DeploymentStep, created: boolean): void {
    step.state = 'Succeeded';
    step.endedAt = this.#world.now;
    step.statusCode = created ? 'Created' : 'OK';
    this.#running -= 1;
    if (step.target !== undefined) {
      this.#succeeded.add(keyOf(step.target.id));
      this.#deployment.outputResources.push(step.target.id);
    }
    this.#startReady();
  }

  #fail(step: DeploymentStep, statusCode: string, error: ErrorBody, statusMessage: JsonObject): void {
    step.state = 'Failed';
    step.endedAt = this.#world.now;
    step.statusCode = statusCode;
    step.statusMessage = statusMessage;
    this.#running -= 1;
    this.#failures.push(this.#world.options.deploymentErrors === 'text' ? textDetail(statusCode, statusMessage) : error);
    this.#startReady();
  }

  #terminalFailure(step: DeploymentStep, error: ErrorBody): ErrorBody {
    return {
      code: 'ResourceDeploymentFailure',
      target: step.target?.id ?? '',
      message: "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.",
      details: [error],
    };
  }

  #asJson(error: ErrorBody): JsonObject {
    return structuredClone(error) as unknown as JsonObject;
  }

  #end(): void {
    const deployment = this.#deployment;
    if (!isActive(deployment) || this.#world.behaviour(deployment.id, 'neverEnds') !== undefined) return;
    const scripted = this.#world.behaviour(deployment.id, 'fails');
    if (scripted !== undefined) this.#failures.push(scripted.error);
    if (this.#failures.length === 0) this.#evaluateOutputs();
    const failed = this.#failures.length > 0;
    deployment.endedAt = this.#world.now;
    deployment.state = failed ? 'Failed' : 'Succeeded';
    if (failed) deployment.error = { code: 'DeploymentFailed', target: deployment.id, message: failedMessage, details: this.#failures };
    endOperation(this.#world, deployment.operation, deployment.error);
    this.#world.note(failed ? 'deployment failed' : 'deployment succeeded', deployment.id);
  }

  #evaluateOutputs(): void {
    const { plan } = this.#deployment;
    const outputs = objectOf(plan.template.outputs);
    if (Object.keys(outputs).length === 0) return;
    const step = newStep(this.#world, this.#deployment, 'outputs', 'EvaluateDeploymentOutput');
    this.#deployment.steps.push(step);
    try {
      const evaluator = new Evaluator(liveContext(this.#world, plan));
      this.#deployment.outputs = Object.fromEntries(
        Object.entries(outputs).map(([name, output]) => {
          const type = String(objectOf(output).type ?? '');
          return [
            name,
            { type: `${type.charAt(0).toUpperCase()}${type.slice(1)}`, value: evaluator.value(objectOf(output).value as Json) },
          ];
        }),
      );
      step.state = 'Succeeded';
      step.statusCode = 'OK';
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      step.state = 'Failed';
      step.statusCode = 'BadRequest';
      this.#failures.push({ code: 'DeploymentOutputEvaluationFailed', message: error.message });
    }
    step.endedAt = this.#world.now;
  }
}

const statusNames: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
};

/** The older form: the status message as text, with the line ends of Windows. */
const textDetail = (code: string, statusMessage: JsonObject): ErrorBody => ({
  code,
  message: JSON.stringify(statusMessage, undefined, 2).replaceAll('\n', '\r\n'),
});
