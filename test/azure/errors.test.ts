import { expect } from 'chai';
import { failureText, readFailure } from '../../src/azure/errors.ts';
import { redactor } from '../../src/azure/secrets.ts';
import type { CheckMeta } from '../../src/model/index.ts';
import { sharedJson } from '../shared.ts';

const check = (code: string, azureError: string): CheckMeta => ({
  code,
  name: `rule-${code}`,
  severity: 'error',
  summary: '',
  azureError,
  messages: {},
});
const checks = [
  check('ADE2301', "Keyvault '{name}' is not enabled for disk encryption."),
  check('ADE2501', 'Unknown Volume Type: {type}, has to be one of {list}'),
  check('ADE2103', 'Only Data disks can have encryption disabled in a Linux VM'),
];

describe('Azure errors', () => {
  it('are unwrapped through details, JSON in messages and statusMessage', () => {
    const inner = { code: 'VMExtensionProvisioningError', message: 'VM has reported a failure.', target: 'vm-web-01' };
    const bodies: unknown[] = [
      { error: inner },
      {
        error: {
          code: 'DeploymentFailed',
          message: 'At least one…',
          details: [
            {
              code: 'Conflict',
              message: JSON.stringify({ status: 'Failed', error: { code: 'ResourceDeploymentFailure', message: 'x', details: [inner] } }),
            },
          ],
        },
      },
      { properties: { error: { code: 'DeploymentFailed', message: 'At least one…', details: [inner] } } },
      { statusMessage: { status: 'Failed', error: { code: 'ResourceOperationFailure', message: 'x', details: [inner] } } },
      { statusMessage: JSON.stringify({ error: inner }) },
      JSON.stringify({ error: { code: 'X', message: 'y', innererror: inner } }),
    ];
    for (const body of bodies) expect(readFailure(body)).to.deep.include({ ...inner, others: [] });
  });

  it('of one deployment are all named, those that say nothing left out', () => {
    const failure = readFailure({
      error: {
        code: 'InvalidTemplateDeployment',
        message: 'x',
        details: [
          { code: 'Conflict', message: 'wrapped' },
          { code: 'QuotaExceeded', message: 'no cores' },
          {
            code: 'RequestDisallowedByPolicy',
            message: 'denied.',
            additionalInfo: [{ type: 'PolicyViolation', info: { policyAssignmentDisplayName: 'Keys expire' } }],
          },
          { code: 'QuotaExceeded', message: 'no cores' },
        ],
      },
    });
    expect([failure.code, ...failure.others.map(({ code, message }) => `${code}: ${message}`)]).to.deep.equal([
      'QuotaExceeded',
      'RequestDisallowedByPolicy: denied. Policy: "Keys expire".',
    ]);
  });

  it('that are no JSON, or nothing at all, keep what is known', () => {
    expect(readFailure('<html>Bad gateway</html>', { status: 502 })).to.deep.include({
      code: 'UnknownError',
      message: '<html>Bad gateway</html>',
    });
    expect(readFailure(undefined, { status: 503 })).to.deep.include({ code: 'HTTP 503', message: 'Azure gave no reason.' });
    expect(readFailure({ error: { code: 'X', message: 'own words', innererror: { code: 'Y' } } })).to.deep.include({
      code: 'X',
      message: 'own words',
    });
  });

  it('have advice by code', () => {
    const advice = (code: string, message = '', status?: number) =>
      readFailure({ error: { code, message } }, status === undefined ? {} : { status }).advice;
    const expected: [string, string, number | undefined, RegExp][] = [
      ['DeploymentActive', '', 409, /still runs.*--resume/],
      [
        'OperationNotAllowed',
        'Operation could not be completed as it results in exceeding approved Total Regional Cores quota.',
        409,
        /quota/,
      ],
      ['OperationNotAllowed', 'The VM is busy', 409, /Another operation/],
      ['AuthorizationFailed', '', 403, /may not do this/],
      ['InvalidTemplateDeployment', "Authorization failed for template resource 'vm-1' of type", 400, /may not do this/],
      ['RequestDisallowedByPolicy', '', 403, /policy/],
      ['ResourceGroupNotFound', '', 404, /az group create/],
      ['InvalidTemplate', 'the number of resources exceeds the limit', 400, /maxMachinesPerDeployment/],
      ['JobSizeExceeded', '', 400, /maxMachinesPerDeployment/],
      ['SubscriptionRequestsThrottled', '', 429, /throttles/],
      ['Anything', '', 429, /throttles/],
    ];
    for (const [code, message, status, text] of expected) expect(advice(code, message, status), code).to.match(text);
    expect(advice('InvalidTemplate', 'parameter x is missing', 400)).to.equal(undefined);
  });

  it('name the rules whose Azure error they are, whatever the placeholders hold', () => {
    const rulesOf = (message: string) => readFailure({ error: { code: 'X', message } }, { checks }).rules.map(({ code }) => code);
    expect(rulesOf("ERROR: Keyvault 'kv-shared' is not enabled  for disk encryption")).to.deep.equal(['ADE2301']);
    expect(rulesOf(`Error message: "unknown volume type: All, has to be one of ['Data']".`)).to.deep.equal(['ADE2501']);
    expect(rulesOf('Keyvault is fine')).to.deep.equal([]);
  });

  it('print the error, the advice, the rule and the correlation id', () => {
    const failure = readFailure(
      { error: { code: 'AuthorizationFailed', message: 'Only Data disks can have encryption disabled in a Linux VM', target: '/x' } },
      { status: 403, correlationId: '18e17496-660c-4714-8112-1dee6a7ed60d', checks },
    );
    const lines = failureText(failure).split('\n');
    expect(lines[0]).to.equal('AuthorizationFailed: Only Data disks can have encryption disabled in a Linux VM (/x)');
    expect(lines[1]).to.contain('docs/azure.md');
    expect(lines[2]).to.contain('ADE2103');
    expect(lines[3]).to.equal('  Correlation id: 18e17496-660c-4714-8112-1dee6a7ed60d');
  });

  it('of the recordings', function () {
    const folder = 'corpus/recordings/ps-TestVirtualMachineScaleSetDiskEncryptionExtension';
    const failure = readFailure(sharedJson(this, `${folder}/054-GET-operationStatus-FAILED-response.json`));
    expect(failure.code).to.equal('VMExtensionProvisioningError');
    expect(failure.message).to.match(/^VM has reported a failure when processing extension 'AzureDiskEncryption'/);
    expect(failure.advice).to.contain('C:\\WindowsAzure\\Logs');
  });
});

describe('secrets', () => {
  const redact = redactor(new Set(['hunter2"\\', 'p@ss word', 'abc']));

  it('are never in a text, in whatever spelling', () => {
    const secret = 'hunter2"\\';
    for (const text of [
      secret,
      JSON.stringify({ a: secret }),
      JSON.stringify(JSON.stringify({ a: secret })),
      encodeURIComponent('p@ss word'),
    ]) {
      expect(redact(`before ${text} after`))
        .to.contain('***')
        .and.not.to.contain('hunter2')
        .and.not.to.contain('p%40ss');
    }
  });

  it('of known forms are not either', () => {
    const texts = [
      'Authorization: Bearer abcdef.ghi-jkl_mno',
      'https://x.blob.core.windows.net/c?sv=1&sig=Zm9vYmFy%3D&se=2',
      '"AADClientSecret": "zm9vymfy"',
      '\\"adminPassword\\":\\"zm9vymfy\\"',
      '"protectedSettings": {"AADClientSecret": "zm9vymfy"}',
      'DefaultEndpointsProtocol=https;AccountKey=zm9vymfy==;x=y',
      'token eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL21hbmFnZW1lbnQifQ.c2ln',
    ];
    for (const text of texts)
      expect(redact(text), text)
        .to.contain('***')
        .and.not.to.match(/abcdef|Zm9v|zm9vymfy|eyJ/);
  });

  it('that are given later are kept out from then on', () => {
    const secrets = new Set<string>();
    const later = redactor(secrets);
    expect(later('s3cret-word')).to.equal('s3cret-word');
    secrets.add('s3cret-word');
    expect(later('s3cret-word')).to.equal('***');
  });

  it('leave other texts as they are, and short values do not black out words', () => {
    const text = 'abc: https://kv.vault.azure.net/secrets/36305F9E/3025fa72 "VolumeType": "All"';
    expect(redact(text)).to.equal(text);
  });
});
