import { defineCheck } from '../../model/index.ts';

export const unknownReference = defineCheck({
  code: 'ADE2001',
  name: 'unknown-reference',
  severity: 'error',
  summary: 'A name that is referred to stands in its registry.',
  messages: {
    suggestion: '`{registry}` has no entry `{value}`. Did you mean `{suggestion}`?',
    list: '`{registry}` has no entry `{value}`. It has {entries}.',
    empty: '`{registry}` has no entry `{value}`; it has none at all. Write it under `{registry}`.',
  },
});

export const ambiguousName = defineCheck({
  code: 'ADE2002',
  name: 'ambiguous-name',
  severity: 'error',
  summary: 'A name in a list of machines means one machine.',
  messages: {
    name: '`{value}` can be any of {candidates}. Write the registry key, or an object with `name`, `resourceGroup` and, where it differs, `subscription`.',
  },
});

export const duplicateResource = defineCheck({
  code: 'ADE2003',
  name: 'duplicate-resource',
  severity: 'error',
  summary: 'A resource is described by one entry, and stands once in a scenario.',
  messages: {
    place:
      '{kind} `{name}` is described twice{group}. Letter case does not tell names apart. Keep one of the two, or write where the other one stands.',
    name: '`{key}` and `{otherKey}` in `{registry}` are both named `{name}`. Keep one of the two.',
    keys: '`{key}` and `{otherKey}` in `{registry}` differ by letter case only, and names are made from them. Rename one.',
    lun: '`{name}` has two data disks with lun {lun}. Azure attaches one disk to a lun. Correct or remove one.',
    subscription: '`{key}` and `{otherKey}` in `subscriptions` are the same subscription. Keep one of the two.',
    listed: '{kind} `{name}` already stands in this scenario. Remove one of the two.',
  },
});

export const twoEncryptionOperations = defineCheck({
  code: 'ADE2004',
  name: 'two-encryption-operations',
  severity: 'error',
  summary: 'One run asks one encryption operation of a machine.',
  messages: {
    operations:
      '{kind} `{name}` is asked to `{scenario}` here and to `{otherScenario}` elsewhere. Azure runs one encryption operation on a machine at a time. Keep one of the two.',
  },
});

export const twoWaves = defineCheck({
  code: 'ADE2005',
  name: 'two-waves',
  severity: 'error',
  summary: 'A machine is in one wave.',
  messages: {
    waves:
      '`{name}` is in wave {wave} here and in wave {otherWave} for `{otherScenario}`. A machine is backed up in the wave in which it is encrypted. Remove this `wave`.',
  },
});

export const contradiction = defineCheck({
  code: 'ADE2006',
  name: 'contradicting-facts',
  severity: 'error',
  summary: 'Two places that describe one thing agree.',
  messages: {
    values: '`{fact}` is {here} here and {there} in another place. Both describe the same thing. Correct or remove one.',
    subscription: '`subscription` {word} is {wordId}, but `subscriptionId` is {id}. Write one of the two.',
    derived: '`{fact}` is {here} here, but `{from}` says {there}. Correct or remove one.',
  },
});

export const currentReplaced = defineCheck({
  code: 'ADE2007',
  name: 'current-from-facts-file',
  severity: 'note',
  summary: 'What a facts file says about the current encryption replaces what the spec says.',
  messages: { current: '`current` of `{name}` is not used: the facts file {file} says what holds now. Remove it here.' },
});

export const emptySelect = defineCheck({
  code: 'ADE2008',
  name: 'select-nobody',
  severity: 'error',
  summary: 'A `select` finds at least one machine.',
  messages: {
    none: 'No {kind} of the registries and facts files matches this `select`{reason}. Correct the pattern, or remove the scenario.',
    noRegistry: 'There is no registry to select from. Write `{registry}`, or give a facts file.',
  },
});

export const undecidedSelect = defineCheck({
  code: 'ADE2009',
  name: 'select-undecided',
  severity: 'warning',
  summary: 'What a `select` asks about is known of every machine.',
  messages: {
    fact: 'It is not known whether `select` takes {machines}, because `{fact}` is not written for them. They are left out. Write it in the registry.',
  },
});

export const exceptNobody = defineCheck({
  code: 'ADE2010',
  name: 'except-nobody',
  severity: 'warning',
  summary: 'A name under `except` leaves somebody out.',
  messages: {
    nobody: '`{value}` leaves nobody out: no machine has this name. Remove it, or correct it.',
    suggestion: '`{value}` leaves nobody out: no machine has this name. Did you mean `{suggestion}`?',
  },
});

export const autoKeyVault = defineCheck({
  code: 'ADE2011',
  name: 'auto-key-vault',
  severity: 'error',
  summary: '`keyVault: auto` finds exactly one vault in the subscription and region of the machine.',
  messages: {
    none: '`auto` finds no key vault for `{name}`: none of `keyVaults` is in {place}{unknown}. Register one, or name a vault.',
    several: '`auto` finds {count} key vaults for `{name}` in {place}: {candidates}. Name one.',
    location: '`auto` needs the region of `{name}`. Write its `location`.',
    key: '`auto` takes the vault {vault}, which has {count} keys in `keyEncryptionKeys`: {candidates}. Name one with `keyEncryptionKey`, or write `none`.',
  },
});

export const missingKeyVault = defineCheck({
  code: 'ADE2012',
  name: 'missing-key-vault',
  severity: 'error',
  summary: 'A scenario that stores disk secrets names the key vault.',
  messages: {
    vault:
      '`{scenario}` needs a key vault for the disk secrets of `{name}`. Write `keyVault` here, in the scenario or under `defaults`{entries}.',
    ofKey: 'The key is in the key vault `{vault}`, which is not among `keyVaults`. Register it there, so that its resource id is known.',
    ofRegisteredKey: 'Nobody says in which key vault `{key}` is. Write its `keyVault`, or its `url`.',
  },
});

export const keyOfOtherVault = defineCheck({
  code: 'ADE2013',
  name: 'key-of-other-vault',
  severity: 'error',
  summary: 'A key vault that is overridden for some machines comes with its own key, or with `none`.',
  messages: {
    fellBack:
      '`keyVault` is {vault} here, but `keyEncryptionKey` {key} still comes from {from} and is a key of {keyVault}. Write `keyEncryptionKey` beside this `keyVault`: a key, or `none`.',
  },
});

export const wrongResourceId = defineCheck({
  code: 'ADE2014',
  name: 'wrong-resource-id',
  severity: 'error',
  summary: 'A resource id has the form that Azure gives it.',
  messages: {
    keyVault:
      '`{value}` is not the resource id of a key vault. It reads /subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.KeyVault/vaults/NAME.',
  },
});

export const askWithoutEffect = defineCheck({
  code: 'ADE2015',
  name: 'ask-without-effect',
  severity: 'warning',
  summary: 'What is asked of a machine has a meaning in its scenario.',
  messages: { ask: '`{key}` has no effect in `{scenario}`. Remove it, or write it in the scenario that it is meant for.' },
});

export const unnamedSubscription = defineCheck({
  code: 'ADE2016',
  name: 'unnamed-subscription',
  severity: 'warning',
  summary: 'A further subscription has a word in `subscriptions`.',
  messages: {
    word: '{id} is neither the subscription of this spec nor one of `subscriptions`. Give it a word there, so that output paths name it by that.',
  },
});

export const duplicateSpecName = defineCheck({
  code: 'ADE2017',
  name: 'duplicate-spec-name',
  severity: 'error',
  summary: 'The specs of one run have different names.',
  messages: { name: 'Another spec of this run is also named `{name}`, and both would own the folder `{name}`. Rename one.' },
});

export const nothingAsked = defineCheck({
  code: 'ADE2018',
  name: 'scenario-without-machines',
  severity: 'error',
  summary: 'A scenario names machines.',
  messages: { machines: '`{scenario}` names neither `virtualMachines` nor `virtualMachineScaleSets`. Write one of them.' },
});

export const supportMatrixNotWritten = defineCheck({
  code: 'ADE2019',
  name: 'support-matrix-not-written',
  severity: 'note',
  summary: 'A spec says which support rules it is held to.',
  messages: {
    absent:
      'The support rules of {matrix} hold, because `supportMatrix` is not written. Write `supportMatrix: {matrix}`, so that a newer armade does not change the result by itself.',
  },
});

export const referenceChecks = [
  unknownReference,
  ambiguousName,
  duplicateResource,
  twoEncryptionOperations,
  twoWaves,
  contradiction,
  currentReplaced,
  emptySelect,
  undecidedSelect,
  exceptNobody,
  autoKeyVault,
  missingKeyVault,
  keyOfOtherVault,
  wrongResourceId,
  askWithoutEffect,
  unnamedSubscription,
  duplicateSpecName,
  nothingAsked,
  supportMatrixNotWritten,
];
