/** Draws on a canvas in the few shapes that the videos are made of. Lengths are in pixels of a 640 x 360 picture. */

export const WIDTH = 640;
export const HEIGHT = 360;

export const INK = '#1f2933';
export const QUIET = '#66727f';
export const PAPER = '#faf8f3';
export const GOOD = '#1d7a5f';
export const LOSS = '#b4532a';
export const SHADE = '#e4e0d6';

export interface TextStyle {
  readonly size?: number;
  readonly colour?: string;
  readonly align?: CanvasTextAlign;
  readonly bold?: boolean;
}

const RED_SUITS = '♥♦';

export class Pen {
  constructor(private readonly context: CanvasRenderingContext2D) {}

  clear(): void {
    this.context.globalAlpha = 1;
    this.context.fillStyle = PAPER;
    this.context.fillRect(0, 0, WIDTH, HEIGHT);
  }

  /** Draws with a share of its strength, in [0, 1]: how things fade in. */
  faded(strength: number, draw: () => void): void {
    this.context.globalAlpha = Math.min(1, Math.max(0, strength));
    draw();
    this.context.globalAlpha = 1;
  }

  text(words: string, x: number, y: number, style: TextStyle = {}): void {
    const { size = 22, colour = INK, align = 'center', bold = false } = style;
    this.context.font = `${bold ? 'bold ' : ''}${size}px "DejaVu Sans", "Noto Sans", sans-serif`;
    this.context.textAlign = align;
    this.context.textBaseline = 'middle';
    this.context.fillStyle = colour;
    this.context.fillText(words, x, y);
  }

  box(x: number, y: number, width: number, height: number, fill: string, radius = 6): void {
    this.context.beginPath();
    this.context.roundRect(x, y, width, height, radius);
    this.context.fillStyle = fill;
    this.context.fill();
  }

  line(x1: number, y1: number, x2: number, y2: number, colour = QUIET, width = 2): void {
    this.context.beginPath();
    this.context.moveTo(x1, y1);
    this.context.lineTo(x2, y2);
    this.context.strokeStyle = colour;
    this.context.lineWidth = width;
    this.context.stroke();
  }

  dot(x: number, y: number, radius: number, fill: string): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.fillStyle = fill;
    this.context.fill();
  }

  /** A card such as `J♥`; its middle is at (x, y). */
  card(name: string, x: number, y: number, scale = 1): void {
    const [width, height] = [46 * scale, 64 * scale];
    this.box(x - width / 2 - 1, y - height / 2 - 1, width + 2, height + 2, '#b9b3a5', 6 * scale);
    this.box(x - width / 2, y - height / 2, width, height, '#ffffff', 5 * scale);
    const suit = name.slice(-1);
    const colour = RED_SUITS.includes(suit) ? '#b3261e' : INK;
    this.text(name.slice(0, -1), x, y - 13 * scale, { size: 20 * scale, colour, bold: true });
    this.text(suit, x, y + 14 * scale, { size: 22 * scale, colour });
  }

  cards(names: readonly string[], x: number, y: number, scale = 1): void {
    const step = 54 * scale;
    names.forEach((name, index) => {
      this.card(name, x + (index - (names.length - 1) / 2) * step, y, scale);
    });
  }
}
