import type { CloudName, KeyEncryptionKey, KeyVault, Placed, SecretReference } from '../model/index.ts';
import { keyUrl, keyVaultId, placeOf, valueOf } from '../model/index.ts';
import type { CloudFacts, Support } from '../support/index.ts';
import { sha256 } from './hash.ts';
import { camelCase, parameterPrefixes, pascalCase } from './names.ts';
import type { DeploymentPlace } from './place.ts';
import { expression, literal, quoted, type TemplateString } from './template-string.ts';

export interface ParameterView {
  name: string;
  type: 'string' | 'secureString' | 'object';
  description: TemplateString;
  hasDefaultValue: boolean;
  defaultValue: TemplateString;
}

export interface VariableView {
  name: string;
  value: TemplateString;
}

/** What stands in the parameter file: a value, or where Azure Resource Manager reads a secret. */
export type ParameterFileEntry = { value: unknown } | { reference: { keyVault: { id: string }; secretName: string } };

export interface ParameterDefinition {
  type?: ParameterView['type'];
  description: string;
  /** Without one a person gives the value at deployment. */
  entry?: ParameterFileEntry;
  defaultValue?: TemplateString;
}

/** A kind of resource that machines share: how its parameters are named and what they stand for. */
interface SharedKind {
  suffix: string;
  words: string;
  registry: string;
  type: string;
  /** The group is a parameter even where the template is deployed to the same one, so that the template can be used for others. */
  alwaysNamesGroup: boolean;
}

export const sharedKinds = {
  keyVault: { suffix: 'KeyVault', words: 'key vault', registry: 'keyVaults', type: 'Microsoft.KeyVault/vaults', alwaysNamesGroup: true },
  network: {
    suffix: 'VirtualNetwork',
    words: 'virtual network',
    registry: 'networks',
    type: 'Microsoft.Network/virtualNetworks',
    alwaysNamesGroup: true,
  },
  identity: {
    suffix: 'Identity',
    words: 'user-assigned identity',
    registry: 'identities',
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    alwaysNamesGroup: true,
  },
  recoveryServicesVault: {
    suffix: 'RecoveryServicesVault',
    words: 'Recovery Services vault',
    registry: 'recoveryServicesVaults',
    type: 'Microsoft.RecoveryServices/vaults',
    alwaysNamesGroup: false,
  },
} as const satisfies Record<string, SharedKind>;

const rank = (name: string): string => (name === 'location' ? '' : name);

function sortedByName<T extends { name: string }>(views: T[]): T[] {
  return [...views].sort((a, b) => (rank(a.name) < rank(b.name) ? -1 : 1));
}

/** What a parameter stands for: two of one name are one only where this agrees. Of all that is described alike, values are texts. */
const meaningOf = ({ description, entry }: ParameterDefinition): string =>
  JSON.stringify([description, entry === undefined || 'reference' in entry || typeof entry.value === 'string' ? entry : 'object']);

function once<T>(codes: Map<T, string>, thing: T, declare: () => string): string {
  const declared = codes.get(thing);
  if (declared !== undefined) return declared;
  const code = declare();
  codes.set(thing, code);
  return code;
}

/** The parameters and variables of one template, collected while its resources are described. */
export class TemplateScope {
  readonly place: DeploymentPlace;
  readonly support: Support;
  readonly cloud: CloudFacts;
  readonly #parameterViews: ParameterView[] = [];
  readonly #variableViews: VariableView[] = [];
  readonly entries = new Map<string, ParameterFileEntry>();
  readonly requiredParameters: string[] = [];
  /** What each name stands for; Azure Resource Manager ignores case in names. */
  readonly #declared = new Map<string, string>();
  readonly #machineNames: string[];
  /** Made when the first machine has a parameter of its own: most templates have none. */
  #prefixes: ReadonlyMap<string, string> | undefined;
  readonly #cloudName: CloudName;
  readonly #sizes: Record<string, string> = {};
  /** Code of what is declared already, since thousands of machines share a vault and a key. */
  readonly #keyVaultIds = new Map<KeyVault, string>();
  readonly #keyVaultUrls = new Map<KeyVault, string>();
  readonly #keyUrls = new Map<KeyEncryptionKey, string>();
  #location: TemplateString | undefined;

  constructor(place: DeploymentPlace, cloudName: CloudName, support: Support, machineNames: string[]) {
    this.place = place;
    this.support = support;
    this.#cloudName = cloudName;
    this.cloud = support.cloud(cloudName);
    this.#machineNames = machineNames;
  }

  /** The region first, then by name, so that one machine more does not move the others. */
  get parameters(): ParameterView[] {
    return sortedByName(this.#parameterViews);
  }

  get variables(): VariableView[] {
    return sortedByName(this.#variableViews);
  }

  apiVersion(type: string): string {
    return this.support.apiVersion(type, this.#cloudName);
  }

  /** Declares a parameter once and returns it as code. Where its name stands for something else already, four hash digits follow it. */
  parameter(wantedName: string, definition: ParameterDefinition): string {
    const { name, isNew } = this.#nameFor('parameters', wantedName, meaningOf(definition));
    if (isNew) {
      this.#parameterViews.push({
        name,
        type: definition.type ?? 'string',
        description: literal(definition.description),
        hasDefaultValue: definition.defaultValue !== undefined,
        defaultValue: definition.defaultValue ?? literal(''),
      });
      if (definition.entry !== undefined) this.entries.set(name, definition.entry);
      else if (definition.defaultValue === undefined) this.requiredParameters.push(name);
    }
    return `parameters('${name}')`;
  }

  /** Declares a variable once and returns it as code; names that meet are told apart as those of parameters are. */
  variable(wantedName: string, code: string): string {
    const { name, isNew } = this.#nameFor('variables', wantedName, code);
    if (isNew) this.#variableViews.push({ name, value: expression(code) });
    return `variables('${name}')`;
  }

  #nameFor(kind: 'parameters' | 'variables', wantedName: string, meaning: string): { name: string; isNew: boolean } {
    for (const digits of [0, 4, 8, 64]) {
      const name = `${wantedName}${digits === 0 ? '' : sha256(meaning).slice(0, digits)}`;
      const key = `${kind}|${name.toLowerCase()}`;
      const declared = this.#declared.get(key);
      if (declared === undefined) this.#declared.set(key, meaning);
      if (declared === undefined || declared === meaning) return { name, isNew: declared === undefined };
    }
    throw new Error(`two ${kind} are called ${wantedName}`);
  }

  /** The region; a parameter only in a template that uses it. */
  location(): TemplateString {
    this.#location ??= expression(
      this.parameter('location', {
        description: 'Region of the resources.',
        defaultValue: expression('resourceGroup().location'),
        entry: { value: this.place.location },
      }),
    );
    return this.#location;
  }

  /** Prefix of this machine's own parameters: `vmWeb01`. */
  prefix(machineName: string): string {
    this.#prefixes ??= parameterPrefixes(this.#machineNames);
    return this.#prefixes.get(machineName) ?? camelCase(machineName);
  }

  /** The size of a new machine, by its name in the one parameter that holds all of them. */
  vmSize(machineName: string, size: string): TemplateString {
    this.#sizes[machineName] = size;
    const code = this.parameter('vmSizes', {
      type: 'object',
      description: 'Size of each new machine, by its name.',
      entry: { value: this.#sizes },
    });
    return expression(`${code}[${quoted(machineName)}]`);
  }

  /** Code of a parameter that holds the name of a shared resource: `disksKeyVaultName`. */
  nameOf(resource: Placed, kind: SharedKind): string {
    return this.parameter(`${this.#sharedPrefix(resource, kind)}Name`, {
      description: `Name of the ${kind.words} (spec: ${kind.registry}.${resource.key ?? resource.name}).`,
      entry: { value: resource.name },
    });
  }

  /** Code of the resource id of a shared resource, or of a child of it: a `resourceId()` with its group, and its subscription where it is another one. */
  resourceIdOf(resource: Placed, kind: SharedKind, childType = '', ...children: string[]): string {
    const place = placeOf(resource);
    const scope: string[] = [];
    if (place.subscriptionId.toLowerCase() !== this.place.subscriptionId.toLowerCase()) {
      scope.push(this.#scopeParameter(resource, kind, 'SubscriptionId', 'Subscription', place.subscriptionId));
    }
    if (scope.length > 0 || place.resourceGroup.toLowerCase() !== this.place.resourceGroup.toLowerCase() || kind.alwaysNamesGroup) {
      scope.push(this.#scopeParameter(resource, kind, 'ResourceGroup', 'Resource group', place.resourceGroup));
    }
    return `resourceId(${[...scope, `'${kind.type}${childType}'`, this.nameOf(resource, kind), ...children].join(', ')})`;
  }

  keyVaultId(vault: KeyVault): string {
    return once(this.#keyVaultIds, vault, () =>
      this.variable(`${this.#sharedPrefix(vault, sharedKinds.keyVault)}Id`, this.resourceIdOf(vault, sharedKinds.keyVault)),
    );
  }

  /** The one form of a vault URL that Microsoft's template tests accept and that needs no right to read the vault. */
  keyVaultUrl(vault: KeyVault): string {
    return once(this.#keyVaultUrls, vault, () =>
      this.variable(
        `${this.#sharedPrefix(vault, sharedKinds.keyVault)}Url`,
        `uri(concat('https://', ${this.nameOf(vault, sharedKinds.keyVault)}, environment().suffixes.keyvaultDns), '/')`,
      ),
    );
  }

  /** Code of the name of a key that the plan makes. */
  keyEncryptionKeyName(key: KeyEncryptionKey): string {
    return this.parameter(`${key.key ?? camelCase(key.name)}KeyEncryptionKeyName`, {
      description: `Key encryption key, made by the key-vault deployment of this plan (spec: keyEncryptionKeys.${key.key ?? key.name}).`,
      entry: { value: key.name },
    });
  }

  /** Code of the versioned URL of a key: a parameter, or what the vault answers where the plan makes the key. */
  keyEncryptionKeyUrl(key: KeyEncryptionKey): string {
    return once(this.#keyUrls, key, () => this.#declareKeyUrl(key));
  }

  #declareKeyUrl(key: KeyEncryptionKey): string {
    const vault = valueOf(key.keyVault);
    if (key.create !== undefined && vault !== undefined) {
      const id = this.resourceIdOf(vault, sharedKinds.keyVault, '/keys', this.keyEncryptionKeyName(key));
      return `reference(${id}, '${this.apiVersion('Microsoft.KeyVault/vaults/keys')}').keyUriWithVersion`;
    }
    return this.parameter(`${key.key ?? camelCase(key.name)}KeyEncryptionKeyUrl`, {
      description: `Key encryption key, with its version (spec: keyEncryptionKeys.${key.key ?? key.name}).`,
      entry: { value: keyUrl(key, this.cloud.keyVaultDnsSuffix) ?? '' },
    });
  }

  /** The same where `reference()` may not stand: a person gives the URL of a key that the plan makes. */
  keyEncryptionKeyUrlGiven(key: KeyEncryptionKey): string {
    if (key.create === undefined) return this.keyEncryptionKeyUrl(key);
    return this.parameter(`${key.key ?? camelCase(key.name)}KeyEncryptionKeyUrl`, {
      description: `Key encryption key that wrapped the secrets, with its version (spec: keyEncryptionKeys.${key.key ?? key.name}).`,
    });
  }

  /** Code of a secure parameter: read from a vault at deployment where the spec names the secret, else given by a person. */
  secret(reference: SecretReference | undefined, ownName: string, description: string): string {
    if (reference === undefined) return this.parameter(ownName, { type: 'secureString', description });
    const { keyVault, secretName } = reference;
    return this.parameter(`${keyVault.key ?? camelCase(keyVault.name)}KeyVaultSecret${pascalCase(secretName)}`, {
      type: 'secureString',
      description: `Secret ${secretName} of the key vault ${keyVault.name}.`,
      entry: { reference: { keyVault: { id: keyVaultId(keyVault) }, secretName } },
    });
  }

  /** Code of a parameter that machines share as long as their values agree, and that is each machine's own otherwise. */
  sharedValue(name: string, machineName: string, description: string, value: string): string {
    const shared = this.entries.get(name);
    if (shared === undefined || ('value' in shared && shared.value === value)) {
      return this.parameter(name, { description, entry: { value } });
    }
    return this.parameter(`${this.prefix(machineName)}${pascalCase(name)}`, {
      description: `${description} (${machineName})`,
      entry: { value },
    });
  }

  #sharedPrefix(resource: Placed, kind: SharedKind): string {
    return `${resource.key ?? camelCase(resource.name)}${kind.suffix}`;
  }

  #scopeParameter(resource: Placed, kind: SharedKind, part: string, words: string, value: string): string {
    return this.parameter(`${this.#sharedPrefix(resource, kind)}${part}`, {
      description: `${words} of that ${kind.words}.`,
      entry: { value },
    });
  }
}
