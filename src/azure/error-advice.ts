interface Advice {
  /** Codes in lower case. */
  codes: readonly string[];
  /** Where several causes share a code: what its message says. */
  message?: RegExp;
  status?: number;
  text: string;
}

const mayNot =
  'The signed-in identity may not do this. docs/azure.md lists the actions that each command needs; role assignments take a few minutes to count.';

/**
 * What to do about the errors that a run of a plan meets. The first that fits counts.
 * Codes: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors (2025-04-28).
 */
const advices: readonly Advice[] = [
  {
    codes: ['deploymentactive'],
    text: 'A deployment of this name still runs. Wait for it or cancel it with "az deployment group cancel"; if it is from an interrupted run of this plan, go on with "armade deploy --resume".',
  },
  {
    codes: ['deploymentquotaexceeded'],
    text: 'The resource group keeps 800 deployments and cannot delete old ones by itself, usually because of a CanNotDelete lock. Delete old deployments, then go on with "armade deploy --resume".',
  },
  {
    codes: ['quotaexceeded', 'resourcequotaexceeded', 'operationnotallowed'],
    message: /quota|cores|limit/i,
    text: 'The subscription has no quota left in this region. Ask for more under "Usage + quotas" in the portal, or choose another size or region.',
  },
  {
    codes: ['quotaexceeded', 'resourcequotaexceeded'],
    text: 'A quota of the subscription is used up. Ask for more under "Usage + quotas" in the portal.',
  },
  {
    codes: ['skunotavailable', 'allocationfailed', 'zonalallocationfailed', 'overconstrainedallocationrequest'],
    text: 'Azure has no capacity for this size here at the moment. Try again later, or choose another size, zone or region.',
  },
  {
    codes: ['authorizationfailed', 'linkedauthorizationfailed', 'authorizationpermissionmismatch', 'forbidden'],
    text: mayNot,
  },
  {
    // Preflight words it in a message, without details.
    codes: ['invalidtemplatedeployment'],
    message: /authorization failed|does not have (authorization|permission)/i,
    text: mayNot,
  },
  {
    codes: ['invalidauthenticationtokentenant'],
    text: 'The token is of another tenant than the subscription. Sign in with "az login --tenant TENANT", or set AZURE_TENANT_ID.',
  },
  {
    codes: ['expiredauthenticationtoken', 'invalidauthenticationtoken', 'authenticationfailed'],
    text: 'Azure does not accept the token. Sign in again, for example with "az login".',
  },
  {
    codes: ['requestdisallowedbypolicy', 'requestdisallowedbyazure', 'policyviolation'],
    text: 'A policy of the organisation denies it. Ask its owner for an exemption, or change the spec so that it complies.',
  },
  {
    codes: ['resourcegroupnotfound'],
    text: 'armade makes no resource groups. Create it with "az group create", or correct resourceGroup in the spec.',
  },
  {
    codes: ['subscriptionnotfound'],
    text: 'The signed-in identity does not see this subscription. Check subscriptionId in the spec, and the tenant of the login.',
  },
  {
    codes: [
      'keyvaultparameterreferencenotfound',
      'keyvaultparameterreferenceauthorizationfailed',
      'keyvaultparameterreferencesecretretrievefailed',
    ],
    text: 'A password is referenced from a key vault that cannot be read during the deployment: the vault has to exist, allow template deployment (enabledForTemplateDeployment), and grant "vaults/deploy/action" to the signed-in identity.',
  },
  {
    codes: ['jobsizeexceeded', 'requestcontenttoolarge', 'deploymentsizeexceeded', 'templatesizeexceeded'],
    text: 'The deployment is larger than Azure Resource Manager takes (4 MB, 1 MB of job). Lower maxMachinesPerDeployment in the spec and generate again.',
  },
  {
    codes: ['invalidtemplate', 'invaliddeployment'],
    message: /exceed|maximum|limit|too many/i,
    text: 'The template is beyond a limit of Azure Resource Manager. Lower maxMachinesPerDeployment in the spec and generate again.',
  },
  {
    codes: ['toomanyrequests', 'subscriptionrequeststhrottled', 'operationnotallowed', 'resourcecollectionrequeststhrottled'],
    status: 429,
    text: 'Azure throttles the subscription. armade has waited as long as Azure asked, several times; run again later, or with a lower --concurrency.',
  },
  {
    codes: ['missingsubscriptionregistration'],
    text: 'The subscription does not know this resource provider. Register it with "az provider register --namespace NAMESPACE".',
  },
  { codes: ['scopelocked'], text: 'A lock forbids the change. Remove it for the time of the run ("az lock list" finds it).' },
  {
    codes: ['resourcenotfound', 'parentresourcenotfound', 'notfound'],
    text: 'Something the plan takes as existing is not there. Check names, resource groups and subscriptions in the spec.',
  },
  {
    codes: ['vmagentstatuscommunicationerror', 'vmextensionprovisioningtimeout', 'osprovisioningtimedout'],
    text: 'The agent in the machine does not report. Check that the machine runs, that its agent is ready, and that it reaches 168.63.129.16 and the key vault.',
  },
  {
    codes: ['vmextensionprovisioningerror', 'vmextensionhandlernontransienterror'],
    text: 'The extension failed inside the machine. Its log is in C:\\WindowsAzure\\Logs\\Plugins\\Microsoft.Azure.Security.AzureDiskEncryption on Windows, in /var/log/azure/Microsoft.Azure.Security.AzureDiskEncryptionForLinux on Linux.',
  },
  {
    codes: ['operationnotallowed', 'conflict', 'attachdiskwhilebeingdetached'],
    text: 'Another operation holds the resource. Wait until it has ended, then go on with "armade deploy --resume".',
  },
  { codes: ['preconditionfailed'], text: 'The resource has changed since it was read. Run again: armade reads it anew.' },
];

/** What to do about an error of this code; undefined where Azure's own words have to do. */
export function adviceFor(code: string, message: string, status?: number): string | undefined {
  const found = advices.find(
    (advice) =>
      advice.codes.includes(code.toLowerCase()) &&
      (advice.message?.test(message) ?? true) &&
      (advice.status === undefined || advice.status === status || code.toLowerCase().includes('throttled') || code === 'TooManyRequests'),
  );
  if (found !== undefined) return found.text;
  return status === 429 ? advices.find((advice) => advice.status === 429)?.text : undefined;
}
