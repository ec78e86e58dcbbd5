import type { ImageReference, SupportMatrix } from '../model/index.ts';
import { apiVersionOf } from './api-versions.ts';
import { clouds } from './clouds.ts';
import { extensionHandlers } from './extensions.ts';
import { findAlternatives, findImage } from './linux-images.ts';
import { operatingSystemOf } from './operating-systems.ts';
import { pack201812 } from './packs/2018-12.ts';
import { pack202609 } from './packs/2026-09.ts';
import type { SupportPack } from './packs/pack.ts';
import { sizeName } from './size-name.ts';
import type { Support } from './types.ts';
import { similarSize, vmSize } from './vm-sizes.ts';

export { backupPermissions } from './backup-permissions.ts';
export { disagreements } from './disagreements.ts';
export { limitSources, limits } from './limits.ts';
export { retirements } from './retirements.ts';
export { roleDefinitions } from './role-definitions.ts';
export { sources } from './sources.ts';
export type * from './types.ts';

const packs: Readonly<Record<SupportMatrix, SupportPack>> = { '2018-12': pack201812, '2026-09': pack202609 };

/** Look-ups into the pack of this date. Packs differ in images, Windows versions and memory; all other tables are the same for both. */
export function supportFor(matrix: SupportMatrix): Support {
  const { published, linuxImages, windowsVersions, minimumMemory } = packs[matrix];
  const windowsByName = new Map(windowsVersions.map((version) => [plainName(version.name), version]));
  return {
    matrix,
    published,
    cloud: (name) => clouds[name],
    extension: (os, release) => extensionHandlers[os][release],
    size: vmSize,
    similarSize,
    sizeName: remember(sizeName, (name) => name),
    image: remember((image) => findImage(linuxImages, image), urn),
    imageAlternatives: (image) => findAlternatives(linuxImages, image),
    operatingSystem: remember(operatingSystemOf, urn),
    windowsVersion: (name) => windowsByName.get(plainName(name)) ?? windowsByName.get(withoutEdition(plainName(name))),
    supportedWindowsVersions: windowsVersions.filter(({ supported }) => supported).map(({ name }) => name),
    minimumMemory,
    apiVersion: apiVersionOf,
  };
}

/** `Windows Server 2012 R2` and `WindowsServer2012R2` are one name. */
const plainName = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

/** `Windows Server 2022 Datacenter Azure Edition`, as the guest agent reports it, is Windows Server 2022. */
const withoutEdition = (name: string): string => /^windows(?:server)?[0-9.]+(?:r2)?(?=[a-z]|$)/.exec(name)?.[0] ?? name;

const urn = ({ publisher, offer, sku, version }: ImageReference): string => `${publisher}:${offer}:${sku}:${version}`;

/** A look-up that answers the same question only once: thousands of machines have a handful of sizes and images. */
function remember<Question, Answer>(
  lookUp: (question: Question) => Answer,
  keyOf: (question: Question) => string,
): (question: Question) => Answer {
  const answers = new Map<string, Answer>();
  return (question) => {
    const key = keyOf(question);
    let answer = answers.get(key);
    if (answer === undefined && !answers.has(key)) {
      answer = lookUp(question);
      answers.set(key, answer);
    }
    return answer as Answer;
  };
}
