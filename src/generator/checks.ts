import type { CheckMeta } from '../model/index.ts';
import { limitSources } from '../support/index.ts';

/** What the generator reports. */
export const generatorChecks: readonly CheckMeta[] = [
  {
    code: 'ADE3001',
    name: 'generator-fact-missing',
    severity: 'error',
    summary: 'What a template needs must be written in the spec or in a facts file.',
    messages: { missing: '{subject} has no {field}, which is needed for {purpose}. Add {field} there or in a facts file.' },
  },
  {
    code: 'ADE3002',
    name: 'deployment-too-large',
    severity: 'error',
    summary: 'What belongs to one machine must fit into one deployment.',
    sources: [{ url: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices', date: '2026-08-21' }],
    messages: { tooLarge: '{name} alone is larger than one deployment may be. Shorten its tags or give it fewer disks.' },
  },
  {
    code: 'ADE3003',
    name: 'computer-name-too-long',
    severity: 'error',
    summary: 'The name of a Windows machine in its guest must fit into NetBIOS.',
    sources: [limitSources.windowsComputerNameCharacters],
    messages: {
      tooLong:
        'Machine {machine} has computerName {computerName}, but Windows takes at most {most} characters there. Shorten it, or leave it out: it is then made of the name of the machine.',
    },
  },
];
