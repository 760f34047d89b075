import { describe, expect, it } from 'vitest';
import { isKept, reasonToLeaveOut } from '../../scripts/image/leave-out.ts';

const LINUX = { platform: 'linux', arch: 'x64' } as const;

describe('what the image leaves out', () => {
  it('is the web runtime and image processing, not the runtime for processors', () => {
    expect(reasonToLeaveOut('onnxruntime-web')).toBe('the web runtime');
    expect(reasonToLeaveOut('@img/sharp-libvips-linux-x64')).toBe('image processing');
    expect(reasonToLeaveOut('onnxruntime-node')).toBeNull();
  });

  it("is other machines' binaries", () => {
    const kept = [
      'bin/napi-v6/linux/x64/libonnxruntime.so.1',
      'bin/napi-v6/linux/arm64/libonnxruntime.so.1',
      'bin/napi-v6/win32/x64/onnxruntime.dll',
    ].filter((path) => isKept('onnxruntime-node', path, LINUX));
    expect(kept).toEqual(['bin/napi-v6/linux/x64/libonnxruntime.so.1']);
  });

  it('is documents, types, tests and source maps, not licences', () => {
    const kept = [
      'README.md',
      'LICENSE.md',
      'license',
      'lib/a.js',
      'lib/a.d.ts',
      'lib/a.js.map',
      'test/a.js',
    ].filter((path) => isKept('any', path, LINUX));
    expect(kept).toEqual(['LICENSE.md', 'license', 'lib/a.js']);
  });

  it('spares a folder of that name further down, which may be code', () => {
    expect(isKept('any', 'dist/doc/directives.js', LINUX)).toBe(true);
  });
});
