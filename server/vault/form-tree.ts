/** How much of a longer text gives it away: from here on every character that agrees belongs to the match. */
export const TELLING_LENGTH = 64;

/** A cut text may end inside a secret; this much of it, before the mark of a cut, is a match. */
const CUT_LENGTH_MIN = 8;
const CUT_MARK = "…";

interface Node {
  /** A text that passes here; `text.slice(from, to)` leads here from the parent, `to` is also the distance from the root. */
  text: string;
  from: number;
  to: number;
  /** Of a text that ends here. */
  ends: string | null;
  /** Of some text that passes here. */
  passes: string;
  next: Map<number, Node>;
}

const nodeOf = (text: string, from: number, to: number, passes: string): Node => ({
  text,
  from,
  to,
  ends: null,
  passes,
  next: new Map(),
});

/** Texts by their beginnings, each with the name of what it stands for: finds the longest one at a place in one walk. */
export class FormTree {
  #root = nodeOf("", 0, 0, "");

  add(text: string, name: string): void {
    let node = this.#root;
    let at = 0;
    while (at < text.length) {
      const next = node.next.get(text.charCodeAt(at));
      if (!next) {
        const leaf = nodeOf(text, at, text.length, name);
        node.next.set(text.charCodeAt(at), leaf);
        node = leaf;
        break;
      }
      const agreed = next.from + agreement(next.text, next.from, next.to, text, at);
      at = agreed;
      node = agreed === next.to ? next : split(node, next, agreed);
    }
    node.ends ??= name;
  }

  /**
   * The longest text that stands in `subject` at `at`, with the name it was first added under; null when there is none.
   * Of texts longer than TELLING_LENGTH, that much is enough.
   */
  match(subject: string, at: number): { length: number; name: string } | null {
    let node = this.#root;
    let found: { length: number; name: string } | null = null;
    for (;;) {
      const next = node.next.get(subject.charCodeAt(at + node.to));
      if (!next) return found;
      const agreed = agreement(next.text, next.from, next.to, subject, at + next.from);
      const depth = next.from + agreed;
      const isCut = depth >= CUT_LENGTH_MIN && subject[at + depth] === CUT_MARK;
      if (depth >= TELLING_LENGTH || isCut) found = { length: depth, name: next.passes };
      if (depth < next.to) return found;
      if (next.ends !== null) found = { length: depth, name: next.ends };
      node = next;
    }
  }
}

/** How many characters of `text` between two places are those of `other` from a place on. */
function agreement(text: string, from: number, to: number, other: string, at: number): number {
  let length = 0;
  while (from + length < to && text.charCodeAt(from + length) === other.charCodeAt(at + length)) length += 1;
  return length;
}

/** Puts a node where two ways part: `depth` characters from the root. */
function split(parent: Node, child: Node, depth: number): Node {
  const middle = nodeOf(child.text, child.from, depth, child.passes);
  parent.next.set(child.text.charCodeAt(child.from), middle);
  child.from = depth;
  middle.next.set(child.text.charCodeAt(depth), child);
  return middle;
}
