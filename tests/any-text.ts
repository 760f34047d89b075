import fc from 'fast-check';

type Limits = Pick<fc.StringConstraints, 'minLength' | 'maxLength' | 'size'>;

const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
const surrogate = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));

/**
 * Any text at all, of so many characters: also with half a surrogate pair, which `fc.string` never draws, and which a
 * client leaves that cuts a text where it likes.
 */
export function anyText(limits: Limits = {}): fc.Arbitrary<string> {
  const unit = fc.oneof({ arbitrary: character, weight: 4 }, { arbitrary: surrogate, weight: 1 });
  return fc.oneof(fc.string({ ...limits, unit: 'binary' }), fc.string({ ...limits, unit }));
}
