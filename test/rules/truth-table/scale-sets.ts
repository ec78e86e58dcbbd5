import type { Row } from './row.ts';
import { createSet, enableSet, linuxSet, newWindowsSet, windowsSet } from './specs.ts';

export const scaleSets: Row[] = [
  ['2018', 'W-18', 'a preview in 2018', enableSet(windowsSet()), 'note @'],
  ['both', 'SS-CLI', 'Manual upgrade: the plan upgrades', enableSet(windowsSet({ upgradePolicy: 'Manual' })), 'note upgradePolicy'],
  ['both', 'SS-CLI', 'Automatic upgrade', enableSet(windowsSet({ upgradePolicy: 'Automatic' })), 'ok'],
  ['2026', 'SS-CLI', 'Flexible, with instances', enableSet(windowsSet({ orchestrationMode: 'Flexible' })), 'warning orchestrationMode'],
  ['2026', 'SS-CLI', 'Flexible, new', createSet(newWindowsSet({ orchestrationMode: 'Flexible' })), 'ok'],
  ['2026', 'SS-CLI', 'orchestration mode not known', enableSet(windowsSet({ orchestrationMode: undefined })), '? orchestrationMode'],
  [
    '2026',
    'SS-OV',
    'Flexible Linux set with All',
    enableSet(linuxSet({ orchestrationMode: 'Flexible', volumeType: 'All' })),
    'error volumeType; warning orchestrationMode',
  ],
  [
    'both',
    'SS-SEQ',
    'after an extension that it has',
    enableSet(linuxSet({ extensions: ['CustomScript'], provisionAfterExtensions: ['CustomScript'] })),
    'ok',
  ],
  [
    'both',
    'SS-SEQ',
    'after an extension that it has not',
    enableSet(linuxSet({ extensions: ['HealthExtension'], provisionAfterExtensions: ['HealthExtension', 'CustomScript'] })),
    'error provisionAfterExtensions/1',
  ],
  [
    '2026',
    'SS-SEQ',
    'a script that encryption does not wait for',
    enableSet(linuxSet({ extensions: ['CustomScript'] })),
    'warning extensions',
  ],
  [
    'both',
    'SS-SEQ',
    'extensions not known',
    enableSet(linuxSet({ extensions: undefined, provisionAfterExtensions: ['CustomScript'] })),
    '? extensions',
  ],
];
