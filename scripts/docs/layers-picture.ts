import { type Permission, permissions, type Room, rooms } from './layer-rules';

interface Box {
  x: number;
  y: number;
  w: number;
  /** The rooms in it; a permission of the box is the strictest of theirs. */
  holds: Room[];
  says: string;
}

const height = 56;
const boxes: Record<string, Box> = {
  doors: { x: 40, y: 90, w: 400, holds: ['graphql', 'events', 'timers'], says: 'where something arrives' },
  operations: { x: 40, y: 200, w: 400, holds: ['operations'], says: 'load under lock, ask, store: one transaction' },
  domain: { x: 40, y: 310, w: 125, holds: ['domain'], says: 'decides alone' },
  settings: { x: 178, y: 310, w: 125, holds: ['settings'], says: 'the region’s choices' },
  storage: { x: 316, y: 310, w: 124, holds: ['storage'], says: 'rows and SQL' },
  'service-kit': { x: 540, y: 310, w: 180, holds: ['service-kit'], says: 'the plumbing, no domain word' },
  'event contracts': { x: 540, y: 200, w: 180, holds: ['event contracts'], says: 'packages/schema' },
  'another service': { x: 540, y: 90, w: 180, holds: ['another service'], says: 'by event or reference only' },
};
const strictness: Permission[] = ['yes', 'types', 'no'];

/** docs/layers.svg: the rooms of a service, an arrow for each import the rules allow, and the whole of the rules as a table. */
export function layersPicture(root: string): string {
  const may = permissions(root);
  const between = (from: Box, to: Box): Permission =>
    strictness[Math.max(...from.holds.flatMap((f) => to.holds.map((t) => strictness.indexOf(may(f, t)))))]!;
  const arrows = Object.entries(boxes).flatMap(([fromName, from]) =>
    Object.entries(boxes).flatMap(([toName, to]) => (fromName === toName ? [] : arrow(from, to, between(from, to), `${fromName} may import ${toName}`))),
  );
  const names = Object.keys(rooms) as Room[];
  return `${[
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 860" font-family="system-ui, sans-serif" font-size="13" role="img" aria-labelledby="title">',
    '<title id="title">The rooms of a service and what each may import</title>',
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#1d4f7c"/></marker></defs>',
    '<rect width="760" height="860" fill="#fff"/>',
    text(40, 32, 'What a room may import', 18), text(40, 54, 'Generated from .dependency-cruiser.cjs by npm run docs. Solid: yes. Dashed: types only. No arrow: forbidden.', 12),
    '<rect x="24" y="70" width="432" height="316" rx="10" fill="none" stroke="#8aa" stroke-dasharray="2 4"/>', text(34, 84, 'one service', 11),
    ...Object.entries(boxes).map(([name, box]) => drawn(name, box)),
    ...arrows,
    ...grid(names, may),
    '</svg>',
  ].join('\n')}\n`;
}

function drawn(name: string, box: Box): string {
  const label = box.holds.length > 1 ? `${name}: ${box.holds.join(' · ')}` : name;
  return `<rect x="${box.x}" y="${box.y}" width="${box.w}" height="${height}" rx="6" fill="#eef4f8" stroke="#1d4f7c"/>${text(box.x + 10, box.y + 23, label, 13)}${text(box.x + 10, box.y + 42, box.says, 10)}`;
}

/** From edge to edge: downwards to a lower room, sideways to one beside it, and below everything to one farther along the same row. */
function arrow(from: Box, to: Box, permission: Permission, title: string): string[] {
  if (permission === 'no') return [];
  const middle = (box: Box): number => box.x + box.w / 2;
  const across = to.x > from.x + from.w || from.x > to.x + to.w;
  const rightward = to.x > from.x;
  const [x1, y1, x2, y2] = across && Math.abs(from.y - to.y) < 240
    ? [rightward ? from.x + from.w : from.x, from.y + height / 2, rightward ? to.x : to.x + to.w, to.y + height / 2]
    : [Math.min(Math.max(middle(to), from.x + 20), from.x + from.w - 20), from.y + (to.y > from.y ? height : 0), middle(to), to.y + (to.y > from.y ? 0 : height)];
  const neighbours = Math.abs(from.x - to.x) < 240 || from.y < boxes['domain']!.y;
  const line = across && from.y === to.y && !neighbours
    ? `M${middle(from)} ${from.y + height}Q${(middle(from) + middle(to)) / 2} ${from.y + height + 50} ${middle(to)} ${to.y + height}`
    : `M${x1} ${y1}L${x2} ${y2}`;
  return [`<path d="${line}" stroke="#1d4f7c" fill="none" marker-end="url(#head)"${permission === 'types' ? ' stroke-dasharray="5 4"' : ''}><title>${title}</title></path>`];
}

function grid(names: Room[], may: (from: Room, to: Room) => Permission): string[] {
  const [left, top, side] = [170, 520, 27];
  const marks: Record<Permission, string> = { yes: '●', types: '◐', no: '' };
  const head = names.map((name, i) => `<text x="${left + i * side + 8}" y="${top - 8}" transform="rotate(-50 ${left + i * side + 8} ${top - 8})" font-size="12">${name}</text>`);
  const importers = names.filter((name) => name !== 'another service');
  const rows = importers.flatMap((from, r) => [
    text(30, top + r * side + 18, from, 12),
    ...names.map((to, c) => {
      const mark = from === to ? '' : marks[may(from, to)];
      return `<rect x="${left + c * side}" y="${top + r * side}" width="${side}" height="${side}" fill="${from === to ? '#ddd' : '#fff'}" stroke="#ccc"/>${mark && text(left + c * side + 8, top + r * side + 18, mark, 12)}`;
    }),
  ]);
  return [text(30, top - 90, 'The same as a table: the row may import the column (● yes, ◐ types only)', 13), ...head, ...rows];
}

function text(x: number, y: number, words: string, size: number): string {
  return `<text x="${x}" y="${y}" font-size="${size}">${words}</text>`;
}
