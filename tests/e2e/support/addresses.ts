// Where the demo's servers are, counted from its base port.

const basePort = Number(process.env.CANCEL_DESK_BASE_PORT ?? 7300);

export const consoleUrl = consoleUrlOf(basePort);
export const portoneUrl = portoneUrlOf(basePort);
export const controlUrl = controlUrlOf(basePort);

export function consoleUrlOf(base: number): string {
  return `http://127.0.0.1:${base}`;
}

export function portoneUrlOf(base: number): string {
  return `http://127.0.0.1:${base + 1}`;
}

/** The card terminal of the simulators. */
export function deviceUrlOf(base: number): string {
  return `http://127.0.0.1:${base + 4}`;
}

export function controlUrlOf(base: number): string {
  return `http://127.0.0.1:${base + 9}`;
}
