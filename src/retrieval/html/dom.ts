/**
 * The part of the document object model that reading HTML needs. The compiler's own DOM types describe a browser's
 * global scope, which this program does not run in.
 */
export interface DomNode {
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly parentElement: DomElement | null;
  readonly previousSibling: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly childNodes: Iterable<DomNode>;
}

export interface DomText extends DomNode {
  data: string;
  replaceWith(...nodes: readonly (DomNode | string)[]): void;
}

export interface DomElement extends DomNode {
  readonly ownerDocument: DomDocument;
  readonly children: Iterable<DomElement> & { readonly length: number };
  closest(selectors: string): DomElement | null;
  getAttribute(name: string): string | null;
  normalize(): void;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): ArrayLike<DomElement> & Iterable<DomElement>;
  remove(): void;
  replaceWith(...nodes: readonly (DomNode | string)[]): void;
}

export interface DomDocument extends Pick<DomElement, 'querySelector' | 'querySelectorAll'> {
  readonly body: DomElement;
  createElement(name: string): DomElement;
  createTreeWalker(root: DomNode, show: number): { nextNode(): DomNode | null };
}
