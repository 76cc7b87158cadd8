/** Our own drawing of the question a browser asks, so that people know it when it comes. Not a copy of anybody's art. */
import type { Browser } from './browser.ts';
import { useUiTexts } from './texts/index.ts';

type Shape = 'bar' | 'sheet' | 'phone';

/** Where each family puts its question: under the address bar, as a sheet in the middle, or low on a phone. */
function shapeOf({ family }: Browser): Shape {
  if (family === 'safari') return 'sheet';
  return /android|ios|samsung/.test(family) ? 'phone' : 'bar';
}

/** Apple's browsers say "Erlauben", the others "Zulassen". */
export const allowIsErlauben = ({ family }: Browser): boolean => /safari|ios/.test(family);

function Key(props: { x: number; y: number; width: number; strong: boolean; children: string }) {
  return (
    <>
      <rect
        class={props.strong ? 'draw-strong' : 'draw-weak'}
        x={props.x}
        y={props.y}
        width={props.width}
        height="26"
        rx="8"
      />
      <text
        class={props.strong ? 'draw-on-strong' : 'draw-ink'}
        x={props.x + props.width / 2}
        y={props.y + 18}
        text-anchor="middle"
      >
        {props.children}
      </text>
      {props.strong && (
        <rect
          class="draw-ring"
          x={props.x - 4}
          y={props.y - 4}
          width={props.width + 8}
          height="34"
          rx="11"
          fill="none"
        />
      )}
    </>
  );
}

function Question(props: { x: number; y: number; width: number; allow: string; deny: string; ask: string }) {
  const { x, y, width } = props;
  const half = (width - 36) / 2;
  return (
    <g>
      <rect class="draw-card" x={x} y={y} width={width} height="96" rx="12" />
      <text class="draw-ink draw-bold" x={x + 14} y={y + 25}>
        {props.ask}
      </text>
      <circle class="draw-soft" cx={x + 21} cy={y + 43} r="6" />
      <rect class="draw-soft" x={x + 36} y={y + 39} width={width * 0.5} height="7" rx="3.5" />
      <Key x={x + 12} y={y + 60} width={half} strong={false}>
        {props.deny}
      </Key>
      <Key x={x + 24 + half} y={y + 60} width={half} strong>
        {props.allow}
      </Key>
    </g>
  );
}

/** The question as `browser` will show it; where a site is `blocked`, the place to click at the address is ringed too. */
export function PermissionDrawing(props: { browser: Browser; blocked?: boolean }) {
  const { permission } = useUiTexts();
  const shape = shapeOf(props.browser);
  const allow = allowIsErlauben(props.browser) ? permission.erlauben : permission.zulassen;
  const deny = permission.deny;
  const words = { allow, deny, ask: permission.ask };
  return (
    <svg
      class="drawing"
      viewBox="0 0 340 190"
      role="img"
      aria-label={props.blocked ? permission.blockedAlt : permission.alt(allow)}
    >
      <rect class="draw-window" x="1" y="1" width="338" height="188" rx="14" />
      {shape !== 'phone' && <path class="draw-line" d="M1 40H339" />}
      <rect
        class="draw-address"
        x={shape === 'phone' ? 16 : 40}
        y="10"
        width={shape === 'phone' ? 308 : 260}
        height="22"
        rx="11"
      />
      <circle class="draw-soft" cx={shape === 'phone' ? 30 : 54} cy="21" r="5" />
      <rect class="draw-soft" x={shape === 'phone' ? 42 : 66} y="18" width="110" height="6" rx="3" />
      {props.blocked ? (
        <>
          <circle class="draw-ring" cx={shape === 'phone' ? 30 : 54} cy="21" r="13" fill="none" />
          <path class="draw-arrow" d={shape === 'phone' ? 'M52 74 L35 41' : 'M86 74 L62 39'} />
          <text class="draw-ink draw-bold" x={shape === 'phone' ? 50 : 84} y="92">
            {permission.here}
          </text>
        </>
      ) : (
        <Question
          x={shape === 'bar' ? 40 : 50}
          y={shape === 'bar' ? 46 : 66}
          width={shape === 'bar' ? 236 : 240}
          {...words}
        />
      )}
    </svg>
  );
}
