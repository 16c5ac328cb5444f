/** What is to happen, by virtual time; of two things at one moment the one noted first comes first. */
export type Agenda<Item> = {
  readonly add: (at: number, item: Item) => void;
  readonly take: () => { readonly at: number; readonly item: Item } | undefined;
  readonly size: () => number;
};

type Noted<Item> = { readonly at: number; readonly order: number; readonly item: Item };

/** A binary heap: a simulation notes and takes hundreds of thousands of things. */
export function agenda<Item>(): Agenda<Item> {
  const heap: Noted<Item>[] = [];
  let order = 0;
  const before = (left: number, right: number): boolean => {
    const [one, other] = [heap[left], heap[right]];
    if (one === undefined || other === undefined) return one !== undefined;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  };
  const swap = (left: number, right: number): void => {
    const [one, other] = [heap[left], heap[right]];
    if (one === undefined || other === undefined) return;
    heap[left] = other;
    heap[right] = one;
  };
  const sink = (from: number): void => {
    for (let at = from; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = before(left, at) ? left : at;
      if (before(right, least)) least = right;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    add: (at, item) => {
      heap.push({ at, order: order++, item });
      for (let child = heap.length - 1; child > 0;) {
        const parent = (child - 1) >> 1;
        if (before(parent, child)) return;
        swap(parent, child);
        child = parent;
      }
    },
    take: () => {
      const first = heap[0];
      const last = heap.pop();
      if (first !== undefined && last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(0);
      }
      return first;
    },
    size: () => heap.length,
  };
}
