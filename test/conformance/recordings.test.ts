import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type AnyJson, shared } from '../shared.ts';
import { generateSpec, templateOf } from './generate-spec.ts';
import { normalise } from './normalise.ts';
import { specOf } from './spec-of.ts';
import { filesBelow, readLenientJson } from './template-files.ts';

interface RecordedExtension {
  properties: AnyJson;
  isScaleSet: boolean;
  osType: string;
}

/** The extension in a recorded request, wherever the request carries it. */
function extensionIn(body: AnyJson, file: string): RecordedExtension | undefined {
  const isScaleSet = basename(file).includes('virtualMachineScaleSets');
  const osType = /Linux/i.test(file) ? 'Linux' : 'Windows';
  if (body.properties?.settings?.EncryptionOperation !== undefined) return { properties: body.properties, isScaleSet, osType };
  const inProfile = body.properties?.virtualMachineProfile?.extensionProfile?.extensions?.find(
    ({ properties }: AnyJson) => properties.settings?.EncryptionOperation !== undefined,
  );
  return inProfile === undefined ? undefined : { properties: inProfile.properties, isScaleSet: true, osType };
}

/** The one recording that carries an application under a handler that takes none. */
const excepted = (properties: AnyJson): boolean => Boolean(properties.settings.AADClientID) && properties.typeHandlerVersion === '2.0';

describe('recorded requests of the official tools', () => {
  it('come out of a spec with the same inputs', async function () {
    const files = filesBelow(fileURLToPath(shared(this, 'corpus/recordings')), (name) => name.endsWith('request.json'));
    let compared = 0;
    for (const file of files) {
      const recorded = extensionIn(readLenientJson(file), file);
      if (recorded === undefined || excepted(recorded.properties)) continue;
      const spec = specOf(recorded.properties, recorded.isScaleSet, 'AzureDiskEncryption', recorded.osType);
      const [resource] = templateOf(generateSpec(spec)).resources;
      expect(normalise(resource.properties), file).to.deep.equal(normalise(recorded.properties));
      compared++;
    }
    expect(compared, 'recordings that enable or disable').to.be.at.least(10);
  });
});
