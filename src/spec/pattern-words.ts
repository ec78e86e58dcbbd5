/** What a pattern of the schema stands for, and its rule, in the words of a person. */
export interface PatternWords {
  thing: string;
  rule: string;
}

const wordsOfPattern: Record<string, PatternWords> = {
  '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$': {
    thing: 'a name for a spec',
    rule: 'It becomes a folder: small letters, digits and hyphens, with a letter or digit first and last.',
  },
  '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$': {
    thing: 'a GUID',
    rule: 'It has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, such as 11111111-1111-1111-1111-111111111111.',
  },
  '^[a-z][a-z0-9-]*$': {
    thing: 'a word for a subscription',
    rule: 'It becomes a folder: small letters, digits and hyphens, with a letter first.',
  },
  '^[A-Za-z0-9 ]+$': { thing: 'an Azure region', rule: 'Write it as Azure does, for example westeurope or West Europe.' },
  '^[-\\w._()]*[-\\w()]$': {
    thing: 'the name of a resource group',
    rule: 'It has letters, digits, hyphens, underscores, periods and parentheses, and does not end with a period.',
  },
  '^[a-z][A-Za-z0-9]*$': {
    thing: 'a registry key',
    rule: 'Parameters are named from it: letters and digits only, with a small letter first, such as `payments`.',
  },
  '^ADE[0-9]{4}$': { thing: 'the code of a finding', rule: 'It is ADE and four digits, for example ADE2201.' },
  '^[a-zA-Z](-?[a-zA-Z0-9])*$': {
    thing: 'the name of a key vault',
    rule: 'It has 3 to 24 letters, digits and single hyphens, with a letter first and a letter or digit last.',
  },
  '^[0-9a-fA-F]+$': {
    thing: 'the version of a key',
    rule: 'It has 32 hexadecimal digits, as `az keyvault key show --query key.kid` shows at the end; Azure Disk Encryption takes no word for the newest version.',
  },
  '^/subscriptions/': {
    thing: 'a resource id',
    rule: 'It begins with /subscriptions/, as `az keyvault show --query id` prints it.',
  },
  '^https?://': { thing: 'a URL', rule: 'It begins with https://.' },
  '^[0-9a-zA-Z-]+$': { thing: 'the name of a key or secret', rule: 'It has letters, digits and hyphens only.' },
  '^(?![-._])(?!.*[-.]$)[^\\s\\u0000-\\u001f\\u007f\\\\/"\'`\\[\\]{}()<>|:;,?*@&%#~!$^+=]+$': {
    thing: 'a name that Azure takes',
    rule: 'It has letters, digits, hyphens, underscores and periods, with a letter or digit first and no hyphen or period last.',
  },
  '^[\\w.-]+$': { thing: 'the name of a disk', rule: 'It has letters, digits, hyphens, underscores and periods only.' },
  '^[A-Za-z0-9]([\\w.-]*\\w)?$': {
    thing: 'the name of a network or subnet',
    rule: 'It has letters, digits, hyphens, underscores and periods, with a letter or digit first and no hyphen or period last.',
  },
  '^[A-Za-z0-9][\\w-]*$': {
    thing: 'the name of an identity',
    rule: 'It has letters, digits, hyphens and underscores, with a letter or digit first.',
  },
  '^[A-Za-z][A-Za-z0-9-]*$': {
    thing: 'the name of a Recovery Services vault',
    rule: 'It has letters, digits and hyphens, with a letter first.',
  },
  '^[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$': {
    thing: 'the name of a backup policy',
    rule: 'It has letters, digits and hyphens, with a letter first and no hyphen last.',
  },
  '^[0-9A-Za-z][\\w.-]*$': { thing: 'the name of a recovery point', rule: 'Write it as `az backup recoverypoint list` prints it.' },
  '^/[Ss]ubscriptions/[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/[Rr]esource[Gg]roups/[-\\w._()]*[-\\w()]/[Pp]roviders/[\\w.]+(/[\\w.-]+/[\\w.-]+)+$':
    {
      thing: 'a resource id',
      rule: 'Write it as Azure prints it: /subscriptions/GUID/resourceGroups/GROUP/providers/TYPE/NAME.',
    },
  '^([a-z0-9]{3,24}|/[Ss]ubscriptions/[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/[Rr]esource[Gg]roups/[-\\w._()]*[-\\w()]/[Pp]roviders/[\\w.]+/[\\w.-]+/[a-z0-9]{3,24})$':
    {
      thing: 'a storage account',
      rule: 'Write its name, 3 to 24 small letters and digits, or its resource id.',
    },
  '^([01][0-9]|2[0-3]):(00|30)$': {
    thing: 'a time of day for a backup',
    rule: 'Write HH:MM on the hour or half hour, in quotes, for example "02:30".',
  },
  '^[0-9]+(\\.[0-9]+){1,3}$': { thing: 'the version of an extension handler', rule: 'Write it in quotes, for example "2.2".' },
  '^(ssh-|ecdsa-|sk-)': {
    thing: 'an SSH public key',
    rule: 'It begins with its type, for example `ssh-ed25519 AAAA…`: the content of a .pub file.',
  },
  '^[0-9A-Fa-f]{40}$': { thing: 'the thumbprint of a certificate', rule: 'It has 40 hexadecimal digits without colons or blanks.' },
};

/** The words for a value that is no date. */
export const dateWords = (value: unknown): PatternWords =>
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(String(value))
    ? { thing: 'a day of the calendar', rule: 'Write one that is.' }
    : { thing: 'a date', rule: 'Write it as YYYY-MM-DD, for example 2026-12-31.' };

/** The words for a pattern; plain ones where it has none of its own. */
export const patternWords = (pattern: string): PatternWords =>
  wordsOfPattern[pattern] ?? { thing: 'a text of the right form', rule: `It has to match ${pattern}.` };

/** Whether a pattern has words of its own. */
export const hasPatternWords = (pattern: string): boolean => Object.hasOwn(wordsOfPattern, pattern);
