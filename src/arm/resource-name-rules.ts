interface NameRule {
  pattern: RegExp;
  /** The pattern in words. */
  rule: string;
}

/** Underscores are forbidden in host names only. */
const machine: NameRule = {
  pattern: /^[^\s\p{Cc}~!@#$%^&*()=+[\]{}\\|;:'",<>/?]{0,63}[^\s\p{Cc}~!@#$%^&*()=+[\]{}\\|;:'",<>/?.-]$/u,
  rule: '1 to 64 characters without blanks and ~ ! @ # $ % ^ & * ( ) = + [ ] { } \\ | ; : \' " , < > / ?, no hyphen or dot at the end',
};
const keyVault: NameRule = {
  pattern: /^[a-z](?!.*--)[a-z0-9-]{1,22}[a-z0-9]$/i,
  rule: '3 to 24 letters, digits and single hyphens, a letter first, no hyphen at the end',
};
const keyVaultObject: NameRule = { pattern: /^[a-z0-9-]{1,127}$/i, rule: '1 to 127 letters, digits and hyphens' };
const recoveryServicesVault: NameRule = { pattern: /^[a-z][a-z0-9-]{1,49}$/i, rule: '2 to 50 letters, digits and hyphens, a letter first' };
const backupPolicy: NameRule = {
  pattern: /^[a-z][a-z0-9-]{1,148}[a-z0-9]$/i,
  rule: '3 to 150 letters, digits and hyphens, a letter first, no hyphen at the end',
};
/** Of disks the page leaves dots out; Azure takes them. */
const disk: NameRule = { pattern: /^[\w.-]{1,80}$/, rule: '1 to 80 letters, digits, underscores, dots and hyphens' };
const network = (longest: number): NameRule => ({
  pattern: new RegExp(`^[a-z0-9](?:[\\w.-]{0,${longest - 2}}\\w)?$`, 'i'),
  rule: `1 to ${longest} letters, digits, underscores, dots and hyphens, a letter or digit first, no dot or hyphen at the end`,
});
const anything: NameRule = { pattern: /^[^/]{1,260}$/, rule: '1 to 260 characters without "/"' };

/**
 * What Azure allows as a name: a rule for each part of it, by lower-case resource type.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (2023-11-20).
 */
export const resourceNameRules: Readonly<Record<string, readonly NameRule[]>> = {
  'microsoft.compute/disks': [disk],
  'microsoft.compute/snapshots': [disk],
  'microsoft.compute/virtualmachines': [machine],
  'microsoft.compute/virtualmachines/extensions': [machine, anything],
  'microsoft.compute/virtualmachinescalesets': [machine],
  'microsoft.compute/virtualmachinescalesets/extensions': [machine, anything],
  'microsoft.keyvault/vaults': [keyVault],
  'microsoft.keyvault/vaults/accesspolicies': [keyVault, anything],
  'microsoft.keyvault/vaults/keys': [keyVault, keyVaultObject],
  'microsoft.keyvault/vaults/secrets': [keyVault, keyVaultObject],
  'microsoft.network/networkinterfaces': [network(80)],
  'microsoft.network/networksecuritygroups': [network(80)],
  'microsoft.network/virtualnetworks': [network(64)],
  'microsoft.recoveryservices/vaults': [recoveryServicesVault],
  'microsoft.recoveryservices/vaults/backuppolicies': [recoveryServicesVault, backupPolicy],
};
