import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readJson } from '../../src/arm/read-json.ts';
import { recogniseArm } from '../../src/arm/recognise.ts';
import { checkTemplate } from '../../src/schemas/index.ts';
import { shared, sharedJson, sharedText } from '../shared.ts';
import { everything, everythingBut, type Json, named, pointerOf, told } from './everything.ts';

const check = (template: Json): string[] => checkTemplate(template, 'azuredeploy.json').map(told);
const checkBut = (change: (template: Json) => void): string[] => check(everythingBut(change));

describe('templates that others made by hand', () => {
  it('pass when they are as the design draws them, but for the version of the tool', function () {
    const text = sharedText(this, 'shape/azuredeploy.json');
    expect(checkTemplate(JSON.parse(text), 'azuredeploy.json', text).map(told)).to.deep.equal([
      // Decided otherwise: templates do not name the version that made them.
      'ADE4010 unknown key /metadata/_generator/version',
    ]);
  });

  it('differ where they hold what armade does not write, and say that armade wrote them', function () {
    const template = sharedJson(this, 'arm-oracle/templates/kitchen-sink.json');
    expect(check(template)).to.deep.equal([]);
    expect(check({ ...template, metadata: { _generator: { name: 'armade' } } })).to.deep.equal([
      // armade describes each parameter.
      'ADE4011 missing /parameters/location',
      'ADE4011 missing /parameters/adminPassword',
      // Azure's own spelling is secureString.
      'ADE4013 allowed /parameters/adminPassword/type',
      'ADE4011 missing /parameters/dataDiskCount',
      'ADE4011 missing /parameters/vmTags',
      'ADE4014 type /resources/0/type',
      // Children stand beside their parents, not in them.
      'ADE4010 unknown key /resources/1/resources',
      // Always written, since its default depends on the apiVersion.
      'ADE4011 missing /resources/1/properties',
      'ADE4014 type /resources/4/type',
      'ADE4014 type /resources/6/type',
      'ADE4014 type /resources/10/type',
      'ADE4014 type /resources/11/type',
      'ADE4010 unknown key /resources/12/resources',
      // Resources are explicit: no copy loops.
      'ADE4010 unknown key /resources/12/properties/storageProfile/copy',
      // The Linux handler needs the vault's id.
      'ADE4021 missing /resources/14/properties/settings',
      'ADE4014 type /resources/19/type',
    ]);
  });
});

describe('checks that no schema can make', () => {
  const extensions = (count: number) => (template: Json) => {
    const [extension] = template.resources.filter(({ name }: Json) => name === 'vm-db-01/AzureDiskEncryptionForLinux');
    while (template.resources.length < count) {
      template.resources.push({ ...extension, name: `vm-${template.resources.length}/AzureDiskEncryptionForLinux` });
    }
  };
  const named256 = (section: string, entry: unknown, count: number) => (template: Json) => {
    for (let index = Object.keys(template[section]).length; index < count; index++) template[section][`p${index}`] = entry;
    template.resources[0].tags = {
      used: `[concat(${Object.keys(template[section])
        .map((name) => `${section}('${name}')`)
        .join(', ')})]`,
    };
  };

  it('hold a template to the limits of Azure Resource Manager, and not below them', () => {
    const parameter = { type: 'string', metadata: { description: 'Text.' } };
    const output = { type: 'string', value: 'x' };
    const withOutputs = (count: number) => (template: Json) => {
      template.outputs = { disksKeyVaultId: template.outputs.disksKeyVaultId };
      for (let index = 1; index < count; index++) template.outputs[`o${index}`] = output;
    };
    expect(checkBut(extensions(800))).to.deep.equal([]);
    expect(checkBut(extensions(801))).to.deep.equal(['ADE4030 count key /resources']);
    expect(checkBut(named256('parameters', parameter, 256))).to.deep.equal([]);
    expect(checkBut(named256('parameters', parameter, 257))).to.deep.equal(['ADE4030 count key /parameters']);
    expect(checkBut(named256('variables', 'x', 256))).to.deep.equal([]);
    expect(checkBut(named256('variables', 'x', 257))).to.deep.equal(['ADE4030 count key /variables']);
    expect(checkBut(withOutputs(64))).to.deep.equal([]);
    expect(checkBut(withOutputs(65))).to.deep.equal(['ADE4030 count key /outputs']);
  });

  it('count the bytes of files and resources, and the characters of expressions', () => {
    const long = (length: number) => (template: Json) => {
      named(template, 'vm-db-01').properties.settings.KeyVaultURL = `[concat('${'x'.repeat(length - "concat('')".length)}')]`;
    };
    expect(checkBut(long(24_576))).to.deep.equal([]);
    expect(checkBut(long(24_577))).to.deep.equal([
      `ADE4030 expression ${pointerOf(everything(), 'vm-db-01')}/properties/settings/KeyVaultURL`,
    ]);
    const large = everythingBut((template) => {
      template.resources[0].comments = 'é'.repeat(512 * 1024);
    });
    expect(check(large)).to.deep.equal(['ADE4030 resourceSize /resources/0']);
    expect(checkTemplate(large, 't.json', JSON.stringify(large)).map(told)).to.deep.equal(['ADE4030 resourceSize /resources/0']);
    expect(checkTemplate(everything(), 't.json', JSON.stringify(everything()).padEnd(4 * 1024 * 1024)).map(told)).to.deep.equal([]);
    expect(checkTemplate(everything(), 't.json', JSON.stringify(everything()).padEnd(4 * 1024 * 1024 + 1)).map(told)).to.deep.equal([
      'ADE4030 size ',
    ]);
  });

  it('find what is used and not declared, whatever its case, and what is declared and not used', () => {
    const changes: [change: (template: Json) => void, told: string[]][] = [
      [(template) => (template.resources[0].location = "[PARAMETERS('LOCATION')]"), []],
      [(template) => (template.resources[0].location = "[parameters('region')]"), ['ADE4041 undeclared /resources/0/location']],
      [
        (template) => (template.resources[0].tags = { "[variables('tag')]": 'x' }),
        ["ADE4043 undeclared key /resources/0/tags/[variables('tag')]"],
      ],
      [(template) => (template.parameters.extra = template.parameters.location), ['ADE4042 unused key /parameters/extra']],
      [(template) => (template.variables.extra = 'x'), ['ADE4044 unused key /variables/extra']],
      // Descriptions and comments are not evaluated.
      [(template) => (template.parameters.location.metadata.description = "[parameters('nobody')]"), []],
      [(template) => (template.resources[0].comments = "[parameters('nobody')]"), []],
      [(template) => (template.metadata.description = '[text in brackets]'), []],
      // A literal is no expression.
      [(template) => (template.resources[0].tags = { env: "[[parameters('nobody')]" }), []],
    ];
    for (const [change, expected] of changes) expect(checkBut(change), String(change)).to.deep.equal(expected);
  });

  it('take every parameter for used where one is named by something computed', () => {
    expect(
      checkBut((template) => {
        template.parameters.extra = template.parameters.location;
        template.resources[0].location = "[parameters(concat('loc', 'ation'))]";
      }),
    ).to.deep.equal([]);
  });

  it('take no names that ARM does not take', () => {
    expect(
      checkBut((template) => {
        template.parameters['1st'] = template.parameters.location;
        template.resources[0].location = "[parameters('1st')]";
      }),
    ).to.deep.equal(['ADE4013 key key /parameters/1st']);
  });

  it('read every expression, and say what is wrong with it once for each place', () => {
    const [found] = checkTemplate(
      everythingBut((template) => {
        template.resources[0].location = "[parameters('location'))]";
      }),
      't.json',
    );
    expect(found).to.deep.include({ code: 'ADE4040', messageId: 'unexpectedToken' });
    expect(found?.data).to.deep.equal({ expression: "[parameters('location'))]", found: ')' });
    expect(
      checkBut((template) => {
        template.resources[0].tags = { a: '[x]', b: '[x]' };
      }),
    ).to.deep.equal(['ADE4040 unexpectedToken /resources/0/tags/a', 'ADE4040 unexpectedToken /resources/0/tags/b']);
  });

  it('refuse functions that ask Azure in variables', () => {
    expect(
      checkBut((template) => {
        template.variables.disksKeyVaultUrl = "[reference(variables('disksKeyVaultId'), '2026-02-01').vaultUri]";
      }),
    ).to.deep.equal(['ADE4045 asks /variables/disksKeyVaultUrl']);
    // Also where the same expression stood in a resource before, which may use it.
    const uri = "[reference(variables('disksKeyVaultId'), '2026-02-01').vaultUri]";
    const { resources, ...sections } = everythingBut((template) => {
      template.resources[0].tags = { uri };
      template.variables.disksKeyVaultUrl = uri;
    });
    expect(check({ resources, ...sections })).to.deep.equal(['ADE4045 asks /variables/disksKeyVaultUrl']);
  });

  it('find dependencies on nothing, and take those on something in any spelling', () => {
    const nic = "[resourceId('Microsoft.Network/networkInterfaces', 'nic-new-01')]";
    const depend = (dependency: string) =>
      checkBut((template) => {
        named(template, 'vm-new-01').dependsOn = [dependency];
      });
    for (const right of [
      nic,
      nic.toUpperCase().replace('RESOURCEID', 'resourceId'),
      'Microsoft.Network/networkInterfaces/nic-new-01',
      'nic-new-01',
    ]) {
      expect(depend(right), right).to.deep.equal([]);
    }
    expect(depend(nic.replace('new-01', 'new-02'))).to.deep.equal([`ADE4046 unknown ${pointerOf(everything(), 'vm-new-01')}/dependsOn/0`]);
    expect(
      checkBut((template) => {
        // Who can tell what its name will be?
        named(template, 'nic-new-01').name = "[format(variables('disksKeyVaultId'), 'x')]";
      }),
    ).to.deep.equal([]);
  });

  it('find resources that stand twice, also when they are spelt differently', () => {
    const template = everythingBut((changed) => {
      changed.resources.push({ ...named(changed, 'snap'), ...named(changed, 'os-import-before'), name: 'OS-Import-before-3D0C2F5E' });
      changed.resources.push({ ...changed.resources[1], name: "[format('{0}/kek-disks', parameters('disksKeyVaultName'))]" });
    });
    const [snapshot, key, ...others] = checkTemplate(template, 't.json');
    expect(others).to.deep.equal([]);
    expect(snapshot).to.deep.include({ code: 'ADE4047', data: { type: 'Microsoft.Compute/snapshots', name: 'OS-Import-before-3D0C2F5E' } });
    expect(snapshot?.related).to.deep.equal([
      { kind: 'written', file: 't.json', pointer: `${pointerOf(template, 'os-import-before')}/name`, at: 'value' },
    ]);
    expect(key).to.deep.include({ code: 'ADE4047' });
  });

  it('hold names to the number of parts and the characters that Azure allows', () => {
    const rename = (from: string, to: string) =>
      checkBut((template) => {
        named(template, from).name = to;
      });
    expect(rename('rsv-payments/daily-30', 'daily-30')).to.include(
      `ADE4031 segments ${pointerOf(everything(), 'rsv-payments/daily')}/name`,
    );
    expect(rename('vm-db-01/', 'vm-db-01/x/AzureDiskEncryptionForLinux')).to.deep.equal([
      `ADE4031 segments ${pointerOf(everything(), 'vm-db-01/')}/name`,
    ]);
    const wrong: [name: string, renamed: string][] = [
      ['kv-old/add', 'kv/add'],
      ['kv-old/add', 'kv--old/add'],
      ['kv-old/add', 'kv-old-/add'],
      ['vm-db-01/', `${'v'.repeat(65)}/AzureDiskEncryptionForLinux`],
      ['vm-db-01/', 'vm db/AzureDiskEncryptionForLinux'],
      ['os-import-before', 'a'.repeat(81)],
      ['nsg-app', '-nsg'],
    ];
    for (const [name, renamed] of wrong) {
      const pointer = pointerOf(everything(), name);
      expect(
        rename(name, renamed).filter((finding) => !finding.startsWith('ADE4046')),
        renamed,
      ).to.deep.equal([`ADE4031 form ${pointer}/name`]);
    }
    for (const renamed of [
      `${'v'.repeat(64)}/AzureDiskEncryptionForLinux`,
      '_vm.a/AzureDiskEncryptionForLinux',
      "[concat(toLower(variables('disksKeyVaultId')))]",
    ]) {
      expect(rename('vm-db-01/', renamed), renamed).to.deep.equal([]);
    }
  });

  it('find secrets in clear, wherever they may stand', () => {
    const password = (value: string) =>
      checkBut((template) => {
        named(template, 'vm-new-01').properties.osProfile.adminPassword = value;
      });
    const at = `${pointerOf(everything(), 'vm-new-01')}/properties/osProfile/adminPassword`;
    expect(password('Passw0rd!')).to.deep.equal([`ADE4048 literal ${at}`]);
    expect(password("[concat('Pass', 'w0rd!')]")).to.deep.equal([`ADE4048 literal ${at}`]);
    expect(password("[parameters('adminUsername')]")).to.deep.equal([`ADE4048 notSecure ${at}`]);
    expect(password("[parameters('ADMINPASSWORD')]")).to.deep.equal([]);
    const secretOf = (name: string, value: string) =>
      checkBut((template) => {
        named(template, name).properties.protectedSettings.AADClientSecret = value;
      });
    expect(secretOf('vm-old-01', 'x').filter((finding) => finding.startsWith('ADE4048'))).to.deep.equal([
      `ADE4048 literal ${pointerOf(everything(), 'vm-old-01')}/properties/protectedSettings/AADClientSecret`,
    ]);
    expect(
      checkBut((template) => {
        template.parameters.adminPassword.defaultValue = 'Passw0rd!';
        template.outputs.password = { type: 'string', value: "[parameters('adminPassword')]" };
      }),
    ).to.deep.equal(['ADE4048 defaultValue /parameters/adminPassword/defaultValue', 'ADE4048 output /outputs/password/value']);
  });
});

describe('templates that others wrote', () => {
  /** Every template of the corpus, with what is said of it. */
  function corpus(test: Mocha.Context): [path: string, told: string[]][] {
    return ['quickstarts/', 'quickstarts-all/', 'community/'].flatMap((folder) => {
      const at = shared(test, `corpus/${folder}`);
      return readdirSync(at, { recursive: true, encoding: 'utf8' }).flatMap((path): [string, string[]][] => {
        if (!path.endsWith('.json')) return [];
        const { value, source } = readJson(path, readFileSync(new URL(path, at)));
        if (value === undefined || recogniseArm(source.text) !== 'template') return [];
        return [[`${folder}${path}`, checkTemplate(value.value, path, source.text).map(told)]];
      });
    });
  }

  it('use what they declare, as far as can be told without evaluating', function () {
    const templates = corpus(this);
    expect(templates).to.have.length.greaterThan(700);
    const found = (code: string) =>
      templates.flatMap(([path, findings]) =>
        findings.filter((finding) => finding.startsWith(code)).map((finding) => `${path}: ${finding}`),
      );
    expect(found('ADE401')).to.deep.equal([]);
    expect(found('ADE402')).to.deep.equal([]);
    expect(found('ADE403')).to.deep.equal([]);
    expect(found('ADE4041')).to.deep.equal([]);
    expect(found('ADE4043')).to.deep.equal([]);
    expect(found('ADE4045')).to.deep.equal([]);
    expect(found('ADE4046')).to.deep.equal([]);
    expect(found('ADE4047')).to.deep.equal([]);
    // Two that Microsoft's engine cannot read either: a comma is missing, and null is no function.
    expect(found('ADE4040')).to.deep.equal([
      'quickstarts-all/application-workloads/orchard/orchard-cms-video-portal/azuredeploy.json: ADE4040 unexpectedToken /resources/4/resources/2/properties/Azure.MediaServices.AccountKey',
      'community/Azure__vdc__Modules_VMApp_2.0_vm.app.deploy__2019-07-05-fc13270.json: ADE4040 unexpectedToken /resources/2/properties/availabilitySet',
    ]);
    expect(found('ADE4048').map((finding) => finding.replace(/.*\//, ''))).to.deep.equal([
      // A secure parameter with a made-up object id.
      'defaultValue',
      // Connection strings with keys, given back.
      'value',
      'value',
      'value',
      // Secrets in a parameter of type array; passwords in one of type string.
      'value',
      'adminPassword',
      'adminPassword',
    ]);
  });
});

describe('anything that is no template', () => {
  const ours = { metadata: { _generator: { name: 'armade' } } };

  it('gives findings and does not throw', () => {
    for (const value of [null, 5, 'x', []]) expect(checkTemplate(value, 't.json'), JSON.stringify(value)).not.to.be.empty;
    const odd = { type: 'Microsoft.Compute/virtualMachineScaleSets', properties: null };
    const extensions = [5, { properties: null }];
    const resources = [null, 5, [], {}, odd, { ...odd, properties: { virtualMachineProfile: { extensionProfile: { extensions } } } }];
    for (const value of [
      {},
      { resources: 5 },
      { resources },
      { parameters: null, variables: [], outputs: 'x', resources: [{ type: 5 }] },
    ]) {
      expect(() => checkTemplate(value, 't.json'), JSON.stringify(value)).not.to.throw();
      expect(checkTemplate({ ...ours, ...value }, 't.json'), JSON.stringify(value)).not.to.be.empty;
    }
  });
});
