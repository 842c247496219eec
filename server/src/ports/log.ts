/** Takes notes for whoever looks for a fault. Nothing here is shown unasked. */
export interface Log {
  debug(message: string): void;
  warn(message: string): void;
}
