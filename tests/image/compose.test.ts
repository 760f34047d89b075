import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageFile } from '../../src/package-files.ts';

const read = (path: string) => readFileSync(packageFile(path), 'utf8');

describe('compose.yaml', () => {
  const { attache } = parse(read('compose.yaml')).services;

  it('takes every privilege and lets write into the data volume and /tmp only', () => {
    expect(attache).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      volumes: ['data:/data'],
    });
    expect(attache).not.toHaveProperty('privileged');
    expect(attache).not.toHaveProperty('user');
  });

  it('runs every command under an init, which passes signals on and lets them act', () => {
    expect(attache.init).toBe(true);
  });

  it('opens the HTTP interface to this machine alone', () => {
    expect(attache.ports).toEqual(['127.0.0.1:8080:8080']);
  });
});

describe('deploy/attache.service', () => {
  it('runs as a user of its own, with everything else read-only and without privileges', () => {
    const unit = read('deploy/attache.service').split('\n');
    expect(unit).toEqual(
      expect.arrayContaining([
        'DynamicUser=yes',
        'ProtectSystem=strict',
        'ProtectHome=yes',
        'NoNewPrivileges=yes',
        'CapabilityBoundingSet=',
      ]),
    );
  });
});
